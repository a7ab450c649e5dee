package org.denpan.data;

/// A column that is not used, and why, in words that follow its name.
public record LeftOut(String column, String reason) {}
