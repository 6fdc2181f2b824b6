//! Where records come from: what they are, whom they are about, and how their file is written.

use serde::{Deserialize, Serialize};

/// Where records come from, and how the file is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourcePart {
    /// Unique in the workspace: a–z, 0–9, `-`, `_`.
    pub name: String,
    /// What a person reads.
    #[serde(default)]
    pub title: Option<String>,
    /// What the records are.
    pub kind: Kind,
    /// Whom they are about.
    #[serde(default)]
    pub privacy: Privacy,
    /// How bytes are letters.
    #[serde(default)]
    pub encoding: Encoding,
    /// What separates the fields of delimited text; a comma without it.
    #[serde(default)]
    pub delimiter: Option<String>,
    /// What stands before decimals.
    #[serde(default)]
    pub decimal: Decimal,
    /// The sheet of a spreadsheet; else its first that can be seen.
    #[serde(default)]
    pub sheet: Option<String>,
    /// What is given on the command line, because the rows do not say it.
    #[serde(default)]
    pub variables: Vec<String>,
    /// Cells that mean "nothing", in every column.
    #[serde(default)]
    pub nulls: Vec<String>,
}

/// What the records of a source are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An answer to a survey.
    SurveyAnswer,
    /// A review.
    Review,
    /// A ticket of customer service.
    Ticket,
    /// A contact: a call, a chat, a message.
    Contact,
    /// Somebody who might buy.
    Lead,
    /// An order.
    Order,
    /// A delivery.
    Delivery,
    /// A return.
    Return,
    /// A warranty claim.
    WarrantyClaim,
    /// A receipt of what production made or got.
    Receipt,
    /// An inspection.
    Inspection,
    /// Something that does not conform.
    NonConformity,
    /// A visit to a site or a shop.
    Visit,
    /// A message sent by a campaign.
    CampaignSend,
    /// Sums that somebody else counted: reach of a day, traffic of a week.
    Observation,
}

impl Kind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 15] = [
        Self::SurveyAnswer,
        Self::Review,
        Self::Ticket,
        Self::Contact,
        Self::Lead,
        Self::Order,
        Self::Delivery,
        Self::Return,
        Self::WarrantyClaim,
        Self::Receipt,
        Self::Inspection,
        Self::NonConformity,
        Self::Visit,
        Self::CampaignSend,
        Self::Observation,
    ];

    /// The name that it is written and stored under.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SurveyAnswer => "survey_answer",
            Self::Review => "review",
            Self::Ticket => "ticket",
            Self::Contact => "contact",
            Self::Lead => "lead",
            Self::Order => "order",
            Self::Delivery => "delivery",
            Self::Return => "return",
            Self::WarrantyClaim => "warranty_claim",
            Self::Receipt => "receipt",
            Self::Inspection => "inspection",
            Self::NonConformity => "non_conformity",
            Self::Visit => "visit",
            Self::CampaignSend => "campaign_send",
            Self::Observation => "observation",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Whom the records are about: those about people are shown in groups only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// About customers.
    #[default]
    Customers,
    /// About employees.
    People,
}

/// How the bytes of a file are to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Windows-1252 ("ANSI"), as western spreadsheets save it.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// What stands before the decimals of a number that is written as text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Decimal {
    /// A point, and nothing between the thousands: `1234.56`.
    #[default]
    #[serde(rename = ".")]
    Point,
    /// A comma, with or without points between the thousands: `1.234,56`.
    #[serde(rename = ",")]
    Comma,
}
