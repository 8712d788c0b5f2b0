"""Procedures: what the law says a person must bring, pay and wait for, in versions with dates."""
