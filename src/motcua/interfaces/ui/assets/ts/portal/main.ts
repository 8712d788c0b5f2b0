import { enableCopy } from "../shared/copy";
import { focusErrorSummary } from "../shared/dom";
import { guardDoubleSubmit } from "../shared/double-submit";
import { askForMarks } from "./marks";
import { enableSuggestions } from "./suggest";
import { startWorker } from "./worker";

focusErrorSummary();
guardDoubleSubmit();
enableSuggestions();
askForMarks();
enableCopy();
startWorker();
