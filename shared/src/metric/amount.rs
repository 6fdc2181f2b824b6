//! What an amount is measured in, and the small units that it is kept in.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What an amount is measured in. Amounts of different units are never added up, those of different currencies neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum AmountUnit {
    /// Things counted: people reached, visits, orders, unit-months.
    Number,
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Money of one currency.
    Money(Currency),
}

/// A currency by its code in ISO 4217: three capital letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// A word that names no unit.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:.20?} is no unit: write number, hours, days, or a currency as EUR")]
pub struct UnitError(String);

/// Currencies without decimals, and with three of them (ISO 4217, list one).
const NO_DECIMALS: [&str; 16] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF", "XPF",
];
const THREE_DECIMALS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

impl Currency {
    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        // It is made of capital letters only.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    fn decimals(self) -> u8 {
        let is = |codes: &[&str]| codes.contains(&self.code());
        if is(&NO_DECIMALS) {
            0
        } else if is(&THREE_DECIMALS) {
            3
        } else {
            2
        }
    }
}

impl AmountUnit {
    /// Decimals that are kept of an amount: those of the currency, else three.
    #[must_use]
    pub fn decimals(self) -> u8 {
        match self {
            Self::Number | Self::Hours | Self::Days => 3,
            Self::Money(currency) => currency.decimals(),
        }
    }

    /// Small units in one.
    #[must_use]
    pub fn small(self) -> i64 {
        10_i64.pow(u32::from(self.decimals()))
    }

    /// An amount in small units as a number.
    #[must_use]
    pub fn large(self, small: f64) -> f64 {
        small / self.small() as f64
    }
}

impl fmt::Display for AmountUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Number => "number",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Money(currency) => currency.code(),
        })
    }
}

impl FromStr for AmountUnit {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        match text {
            "number" => Ok(Self::Number),
            "hours" => Ok(Self::Hours),
            "days" => Ok(Self::Days),
            _ => text.parse().map(Self::Money),
        }
    }
}

impl FromStr for Currency {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        match text.as_bytes().try_into() {
            Ok(code) if text.bytes().all(|byte| byte.is_ascii_uppercase()) => Ok(Self(code)),
            _ => Err(UnitError(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = UnitError;

    fn try_from(text: String) -> Result<Self, UnitError> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl TryFrom<String> for AmountUnit {
    type Error = UnitError;

    fn try_from(text: String) -> Result<Self, UnitError> {
        text.parse()
    }
}

impl From<AmountUnit> for String {
    fn from(unit: AmountUnit) -> Self {
        unit.to_string()
    }
}

/// Published as the text that it is.
#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for AmountUnit {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some(
                "What an amount is measured in: number, hours, days, or a currency by its ISO 4217 code",
            ))
            .examples([serde_json::json!("EUR")])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for AmountUnit {}

/// Published as the text that it is.
#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Currency {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("A currency by its ISO 4217 code"))
            .examples([serde_json::json!("EUR")])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Currency {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_comes_back_from_its_name() {
        for name in ["number", "hours", "days", "EUR", "JPY"] {
            let unit: AmountUnit = name.parse().unwrap();
            assert_eq!(unit.to_string(), name);
            let json = serde_json::to_string(&unit).unwrap();
            assert_eq!(serde_json::from_str::<AmountUnit>(&json).unwrap(), unit);
        }
        for wrong in ["", "eur", "EURO", "€", "minutes", "ÑÑ"] {
            assert!(wrong.parse::<AmountUnit>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn money_is_kept_in_the_minor_units_of_its_currency() {
        let small = |code: &str| code.parse::<AmountUnit>().unwrap().small();
        assert_eq!(small("EUR"), 100);
        assert_eq!(small("JPY"), 1);
        assert_eq!(small("KWD"), 1_000);
        assert_eq!(small("hours"), 1_000);
    }
}
