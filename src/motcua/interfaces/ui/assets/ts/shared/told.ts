// Says a sentence in the language of the page: told`Đã lưu lúc ${time}`. The sentences are written in Vietnamese; an
// English page loads words.en.js first, which brings their English (made by tools.translations).
declare global {
  var motcuaWords: Record<string, string> | undefined;
}

export function told(texts: TemplateStringsArray, ...values: string[]): string {
  const name = (at: number): string => String.fromCharCode(97 + at);
  const key = texts.reduce((written, text, at) => `${written}%(${name(at - 1)})s${text}`);
  const said = globalThis.motcuaWords?.[key] ?? key;
  return said.replace(/%\((\w)\)s/g, (_, letter: string) => values[letter.charCodeAt(0) - 97] ?? "");
}
