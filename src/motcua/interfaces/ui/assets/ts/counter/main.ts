import { enableCopy } from "../shared/copy";
import { focusErrorSummary } from "../shared/dom";
import { guardDoubleSubmit } from "../shared/double-submit";
import { beginAtFirstEmpty } from "./first";
import { keepForms } from "./keep";
import { enableKeys } from "./keys";
import { allowPreviews } from "./preview";

focusErrorSummary();
guardDoubleSubmit();
enableCopy();
enableKeys();
allowPreviews();
keepForms();
beginAtFirstEmpty();
