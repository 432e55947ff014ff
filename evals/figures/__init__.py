"""Typed figures held against numbers that were picked at random and typed by hand: ``python -m evals.figures``."""
