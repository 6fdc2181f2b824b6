//! How answers travel with the page, from the server's render to the browser's hydration.

use leptos::server::codee::{Decoder, Encoder};
use serde::{Serialize, de::DeserializeOwned};
use shared::json::{self, Mismatch};

/// Answers as JSON, read with little code ([`shared::json`]).
#[derive(Debug, Clone, Copy)]
pub struct Json;

impl<T: Serialize> Encoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, serde_json::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Json {
    type Error = Mismatch;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, Mismatch> {
        json::from_str(text)
    }
}
