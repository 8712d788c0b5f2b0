import { enableAutosave } from "../portal/autosave";
import { enableCopy } from "../shared/copy";
import { focusErrorSummary } from "../shared/dom";
import { guardDoubleSubmit } from "../shared/double-submit";
import { keepForms } from "./keep";
import { enableKeys } from "./keys";
import { allowPreviews } from "./preview";

focusErrorSummary();
guardDoubleSubmit();
enableAutosave();
enableCopy();
enableKeys();
allowPreviews();
keepForms();
