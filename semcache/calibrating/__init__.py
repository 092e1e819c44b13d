"""Labelled questions to a calibration: fitted on one part, checked on the other, refused where that shows nothing."""
