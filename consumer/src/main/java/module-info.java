/// A module that uses Denpan.
module consumer {
  requires org.denpan.core;
}
