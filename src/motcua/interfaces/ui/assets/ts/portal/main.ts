import { enableCopy } from "../shared/copy";
import { focusErrorSummary } from "../shared/dom";
import { guardDoubleSubmit } from "../shared/double-submit";
import { enableAutosave } from "./autosave";
import { enableReveal } from "./reveal";
import { enableSuggestions } from "./suggest";
import { startWorker } from "./worker";

focusErrorSummary();
guardDoubleSubmit();
enableAutosave();
enableReveal();
enableSuggestions();
enableCopy();
startWorker();
