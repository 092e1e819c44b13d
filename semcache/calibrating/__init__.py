"""Labelled questions to a calibration: fitted on one part, checked on the other, and refused where that proves nothing."""
