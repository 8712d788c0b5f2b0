import { enableAutosave } from "../portal/autosave";
import { enableUpload } from "../portal/upload";
import { enableCopy } from "../shared/copy";
import { focusErrorSummary } from "../shared/dom";
import { guardDoubleSubmit } from "../shared/double-submit";
import { keepForms } from "./keep";
import { enableKeys } from "./keys";
import { allowPreviews } from "./preview";

focusErrorSummary();
guardDoubleSubmit();
enableAutosave();
enableUpload();
enableCopy();
enableKeys();
allowPreviews();
keepForms();
