"""Converses: what residents and operators say, tap and see."""
