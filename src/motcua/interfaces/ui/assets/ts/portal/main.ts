import { enableCopy } from "../shared/copy";
import { focusErrorSummary } from "../shared/dom";
import { guardDoubleSubmit } from "../shared/double-submit";
import { enableAutosave } from "./autosave";
import { enableReveal } from "./reveal";
import { enableUpload } from "./upload";

focusErrorSummary();
guardDoubleSubmit();
enableAutosave();
enableUpload();
enableReveal();
enableCopy();
