package org.denpan.web;

import java.util.Optional;

/// Which Denpan this is.
final class Version {
  /// As the jar says; `development` outside of one.
  static final String DENPAN =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          .orElse("development");

  private Version() {}
}
