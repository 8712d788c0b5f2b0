"""Design system: tokens, components, page frames and the living style guide.

Words: a *component* is a django-cotton template under ``templates/cotton``; the *portal layer* is what
citizens see (generous, one column), the *counter layer* is what officers see (dense, keyboard first).
Invariants: every page works without JavaScript; no inline script or style; every component is shown on
the style guide (``/giao-dien/``).
"""
