import { enableCopy } from "../shared/copy";
import { focusErrorSummary } from "../shared/dom";
import { guardDoubleSubmit } from "../shared/double-submit";
import { enableAutosave } from "./autosave";
import { askForMarks } from "./marks";
import { enableSuggestions } from "./suggest";
import { startWorker } from "./worker";

focusErrorSummary();
guardDoubleSubmit();
enableAutosave();
enableSuggestions();
askForMarks();
enableCopy();
startWorker();
