"""Charges and receipts. Cash at the counter works; online payment is a port. Amounts are đồng, integers."""
