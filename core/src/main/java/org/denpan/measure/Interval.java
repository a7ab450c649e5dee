package org.denpan.measure;

/// Where a figure would lie for other rows of the same kind, with 95 % confidence.
public record Interval(double low, double high) {}
