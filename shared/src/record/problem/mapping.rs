//! Mistakes in a mapping.

use serde::{Deserialize, Serialize};

/// A mistake in a mapping. `near` is a known word that is nearly the unknown one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MappingProblem {
    /// No TOML, or a value of the wrong type.
    Toml {
        /// What the reader of TOML said, in English.
        said: String,
    },
    /// A field or a value that is not known.
    Unknown {
        /// What the reader of TOML said, in English.
        said: String,
        /// A known word.
        near: Option<String>,
    },
    /// A field that is needed.
    NoField {
        /// Its name.
        field: String,
    },
    /// The mapping is for a newer Puente.
    Newer {
        /// The version that this one reads.
        known: u32,
    },
    /// A name that is not made of a-z, 0-9, - and _.
    NotASlug {
        /// The name of what.
        of: Named,
        /// What it is.
        value: String,
    },
    /// A variable without a value.
    NeedsVariable {
        /// The variable.
        name: String,
    },
    /// A value for a variable that the mapping does not have.
    NoSuchVariable {
        /// The variable.
        name: String,
        /// One that it has.
        near: Option<String>,
    },
    /// A condition on something that is no variable.
    NotAVariable {
        /// The name.
        name: String,
        /// A variable.
        near: Option<String>,
    },
    /// A delimiter that is not one character.
    Delimiter,
    /// One header that stands for two columns.
    HeaderTwice {
        /// The header.
        header: String,
        /// The one column.
        first: String,
        /// The other.
        second: String,
    },
    /// A dimension that is not there.
    NoDimension {
        /// Its name.
        name: String,
        /// One that is.
        near: Option<String>,
    },
    /// A touchpoint's key that another has.
    KeyTwice {
        /// The key.
        key: String,
    },
    /// A touchpoint without a name.
    NoName,
    /// A stage without a step.
    NoStep,
    /// A step without a stage.
    NoStage,
    /// No item at all.
    NothingToImport,
    /// A column that is an item already.
    ColumnTwice {
        /// The column.
        column: String,
    },
    /// A scale that is not there.
    NoScale {
        /// Its name.
        name: String,
        /// One that is.
        near: Option<String>,
    },
    /// A scale that does not go up, or goes too far.
    Scale {
        /// Its lowest rating.
        min: i32,
        /// Its highest.
        max: i32,
    },
    /// A word for a rating that is off the scale.
    WordOffScale {
        /// The word.
        word: String,
        /// The rating.
        value: i32,
        /// The scale's lowest.
        min: i32,
        /// Its highest.
        max: i32,
    },
    /// A metric that is not there.
    NoMetric {
        /// Its name.
        name: String,
        /// One that is.
        near: Option<String>,
        /// All that are.
        known: String,
    },
    /// An amount without a column and without a name.
    NamelessAmount,
    /// Days since a date, and no column that has the date.
    NoDateColumn,
    /// A form of dates for an amount that is no date.
    NoDate,
    /// An amount whose unit is not that of its metric.
    OtherUnit {
        /// The metric.
        metric: String,
        /// What it is measured in.
        wants: String,
        /// What the amount is measured in.
        found: String,
    },
    /// An amount that does not count what its metric is made of.
    OtherCounts {
        /// The metric.
        metric: String,
        /// What it could count, as `counts` is written.
        wants: String,
    },
    /// Answers counted without saying which rating they gave, or one off the metric's scale.
    NoRating {
        /// The scale's lowest rating.
        min: i32,
        /// Its highest.
        max: i32,
    },
    /// Complaints without a column.
    NoColumns,
    /// Complaints of the same name for the same rows.
    ComplaintsTwice {
        /// The name.
        name: String,
    },
    /// A touchpoint that is not there.
    NoTouchpoint {
        /// Its key.
        key: String,
        /// One that is.
        near: Option<String>,
    },
    /// Codes that are neither numbers nor ranges.
    Codes,
    /// No time zone.
    Zone {
        /// What it is.
        zone: String,
    },
    /// Two forms of dates that read the same text as other days.
    FormsContradict {
        /// The second.
        form: String,
        /// The first.
        before: String,
    },
    /// No form of dates.
    NoForm,
    /// A form that does not say a whole date.
    NotAWholeDate {
        /// The form.
        form: String,
    },
    /// A template with a } without a {.
    LoneClose {
        /// The template.
        template: String,
    },
    /// A template with a { without a }.
    LoneOpen {
        /// The template.
        template: String,
    },
    /// A template with nothing between { and }.
    EmptyBraces {
        /// The template.
        template: String,
    },
    /// An id without a column: all rows would be one record.
    OneId {
        /// The template.
        template: String,
    },
}

/// What has a name in a mapping that must be made of a-z, 0-9, - and _.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    /// A source.
    Source,
    /// A dimension.
    Dimension,
    /// A touchpoint, by its key.
    Touchpoint,
    /// A block of complaints.
    Complaints,
    /// An amount.
    Amount,
}
