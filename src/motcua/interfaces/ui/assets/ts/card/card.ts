// What the QR code of a citizen card says, and the boxes of a form that it fills.

export interface Card {
  citizenId: string;
  name: string;
  /** Day, month, year as written: "05", "09", "1990". */
  born: [string, string, string];
  sex: "male" | "female" | null;
  residence: string;
}

const SEXES: Record<string, "male" | "female"> = { nam: "male", nữ: "female" };

/** Read the text of a code; null when it is not that of a citizen card. */
export function readCard(text: string): Card | null {
  const parts = text.normalize("NFC").split("|").map((part) => part.trim());
  if (parts.length < 7) return null;
  const [citizenId, , name, born, sex, residence] = parts as [string, string, string, string, string, string];
  const day = /^(\d\d)(\d\d)(\d{4})$/.exec(born);
  if (!/^\d{12}$/.test(citizenId) || !name || !day) return null;
  return { citizenId, name, born: [day[1]!, day[2]!, day[3]!], sex: SEXES[sex.toLowerCase()] ?? null, residence };
}

/** What each box of a person gets, by the end of its name: of the boxes `<person>_name`, `<person>_birth_date-day`
 * and so on those are filled that are on the page. */
export function boxesOf(card: Card): Record<string, string> {
  const place = card.residence.split(",").map((part) => part.trim()).filter(Boolean);
  const [day, month, year] = card.born;
  const boxes: Record<string, string> = {
    name: card.name,
    citizen_id: card.citizenId,
    birth_date: `${day}/${month}/${year}`,
    "birth_date-day": day,
    "birth_date-month": month,
    "birth_date-year": year,
    birth_year: year,
    residence: card.residence,
  };
  if (card.sex) boxes.sex = card.sex;
  // "Thôn A, xã B, huyện C, tỉnh D" on older cards, without the district on newer ones.
  if (place.length >= 2) {
    boxes["residence-province"] = place[place.length - 1]!;
    const commune = place.findIndex((part) => /^(xã|phường|thị trấn|đặc khu)\s/i.test(part));
    const at = commune >= 0 ? commune : Math.max(0, place.length - (place.length > 3 ? 3 : 2));
    boxes["residence-commune"] = place[at]!;
    boxes["residence-line"] = place.slice(0, at).join(", ");
  }
  return boxes;
}
