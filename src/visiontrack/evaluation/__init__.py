"""Exact arithmetic of rates, grades, roll-ups and outlooks. Pure: plain values in, plain values out."""
