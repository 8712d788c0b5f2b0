"""Child processes of the product: started, watched, restarted, stopped together.

Everything runs in one thread, because the parent-death signal of a child follows the thread that
started it. Children write straight to their log files, which the supervisor follows and rotates;
so a child never hangs on a reader that is gone.
"""
