"""Amounts of money: grammar, units, sums told in prose and in entries."""
