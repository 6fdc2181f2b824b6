//! Values as they stand in the query of an address.

use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What RFC 3986 leaves as it is in a query and means nothing there; settings and days are written with it.
const PLAIN: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b':')
    .remove(b',');

/// A value, encoded.
pub fn encoded(value: &str) -> impl Display {
    utf8_percent_encode(value, &PLAIN)
}
