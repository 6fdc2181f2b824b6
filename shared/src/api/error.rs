//! Errors of the API: a code and arguments; the sentence is made where the reader's language is known.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What went wrong, by kind. The HTTP status follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// 400: the request cannot be understood. `detail` says where, and `at` at which byte of a frame.
    Malformed,
    /// 401: it takes somebody who signed in, and nobody did, or the session is over.
    Unauthenticated,
    /// 403: the actor may not.
    Forbidden,
    /// 403: a request from a foreign page, or to a foreign host name.
    WrongOrigin,
    /// 404: nothing is there.
    NotFound,
    /// 405: there is something, but not for this method.
    WrongMethod,
    /// 409: something with this id is there already.
    Exists,
    /// 412: it was changed since it was read; `metric` says what of it. Read it again.
    Outdated,
    /// 413: larger than allowed; `most` says how large it may be.
    TooLarge,
    /// 415: the body is of another type than the route reads, or does not say so. `expected` says what is needed.
    WrongContentType,
    /// 422: understood, but a value is out of range or does not exist. `field` says which.
    Invalid,
    /// 429: too many requests; `retry_after` in seconds.
    TooMany,
    /// 426: the client speaks another version of the protocol: reload.
    WrongProtocol,
    /// 503: the store is busy, full or read-only. `detail` says which and what to do.
    StoreUnavailable,
    /// 503: it took too long and was given up. Try again.
    TooSlow,
    /// 500: a fault of ours; `request` is its number in the server's log.
    Internal,
    /// The browser could not reach the server. Nothing is lost: it is tried again.
    Unreachable,
}

/// What is wrong with a value, or with the store, where the code alone does not say it: the argument `why`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A text that is no day.
    NotADay,
    /// A last day before the first.
    LastBeforeFirst,
    /// There is none of this name; `known` lists what there is.
    Unknown,
    /// It cannot be read.
    Unreadable,
    /// A name without a character.
    Empty,
    /// Longer than allowed; `most` says how long it may be, in characters.
    TooLong,
    /// A text with control characters.
    ControlCharacters,
    /// More of them than allowed; `most` says how many there may be.
    TooMany,
    /// It is needed and not there.
    Missing,
    /// It excludes another value that is there.
    NotTogether,
    /// It is what it would be compared with.
    Same,
    /// Two periods that have days in common.
    SharedDays,
    /// It is in use.
    InUse,
    /// A day that is still to come.
    StillToCome,
    /// It was changed meanwhile, and what was wished does not go with how it is now.
    ChangedMeanwhile,
    /// Records about people, who are shown in groups only.
    PeopleInGroups,
    /// The store may not be written.
    ReadOnly,
    /// The store's disk is full.
    Full,
    /// Another program writes in the store.
    Busy,
    /// The store's disk failed.
    Disk,
    /// What is in the store cannot be right.
    Damaged,
    /// A newer Puente wrote the store.
    Newer,
    /// A number that cannot be; `least` and `most` say what can.
    OutOfRange,
    /// A key with other characters than a–z, 0–9, - and _.
    NotAKey,
    /// A file that is no image of a format that is read.
    NotAnImage,
    /// An SVG, which is a program as much as an image.
    Svg,
    /// An image of more pixels than are decoded, or with a longer side: `limit` says which of them (`pixels`, `side`), `most` how many
    /// there may be, `width` and `height` how many there are, where that is known.
    TooManyPixels,
    /// An image that ends too soon or is damaged.
    DamagedImage,
    /// The images of the workspace have no room for another; `most` says how many bytes they may have.
    ImagesFull,
    /// A text that is no address of an account.
    NotAnAddress,
    /// Shorter than allowed; `least` says how long it has to be, in characters.
    TooShort,
    /// A password that is among those tried first.
    TooCommon,
    /// Address, password or code do not belong together; which of them is not said.
    WrongCredentials,
    /// A code that is wrong, used or late.
    WrongCode,
    /// A link that is unknown, used up, revoked or too old.
    LinkOver,
    /// The last owner of a workspace cannot leave it or become less.
    LastOwner,
    /// More than one may oneself.
    BeyondOnesOwn,
    /// One's own password is wrong or was not said.
    PasswordNeeded,
    /// It belongs to another account.
    AnotherAccount,
    /// The workspace asks for a second factor, and the account has none.
    SecondFactorNeeded,
}

/// Each with its name on the wire.
const WHYS: [(Why, &str); 40] = [
    (Why::NotADay, "not_a_day"),
    (Why::LastBeforeFirst, "last_before_first"),
    (Why::Unknown, "unknown"),
    (Why::Unreadable, "unreadable"),
    (Why::Empty, "empty"),
    (Why::TooLong, "too_long"),
    (Why::ControlCharacters, "control_characters"),
    (Why::TooMany, "too_many"),
    (Why::Missing, "missing"),
    (Why::NotTogether, "not_together"),
    (Why::Same, "same"),
    (Why::SharedDays, "shared_days"),
    (Why::InUse, "in_use"),
    (Why::StillToCome, "still_to_come"),
    (Why::ChangedMeanwhile, "changed_meanwhile"),
    (Why::PeopleInGroups, "people_in_groups"),
    (Why::ReadOnly, "read_only"),
    (Why::Full, "full"),
    (Why::Busy, "busy"),
    (Why::Disk, "disk"),
    (Why::Damaged, "damaged"),
    (Why::Newer, "newer"),
    (Why::OutOfRange, "out_of_range"),
    (Why::NotAKey, "not_a_key"),
    (Why::NotAnImage, "not_an_image"),
    (Why::Svg, "svg"),
    (Why::TooManyPixels, "too_many_pixels"),
    (Why::DamagedImage, "damaged_image"),
    (Why::ImagesFull, "images_full"),
    (Why::NotAnAddress, "not_an_address"),
    (Why::TooShort, "too_short"),
    (Why::TooCommon, "too_common"),
    (Why::WrongCredentials, "wrong_credentials"),
    (Why::WrongCode, "wrong_code"),
    (Why::LinkOver, "link_over"),
    (Why::LastOwner, "last_owner"),
    (Why::BeyondOnesOwn, "beyond_ones_own"),
    (Why::PasswordNeeded, "password_needed"),
    (Why::SecondFactorNeeded, "second_factor_needed"),
    (Why::AnotherAccount, "another_account"),
];

/// An error of the API.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[error("{code:?} {args:?}")]
pub struct ApiError {
    /// What went wrong.
    pub code: ErrorCode,
    /// Its arguments: `field`, `why`, `most`, `what`, `problem` (see [`crate::record::ImportProblem`]), …; `detail` is a
    /// sentence in English for logs and developers, which no page shows.
    pub args: BTreeMap<String, String>,
}

impl ApiError {
    /// An error without arguments.
    #[must_use]
    pub const fn new(code: ErrorCode) -> Self {
        Self {
            code,
            args: BTreeMap::new(),
        }
    }

    /// The same error with one more argument.
    #[must_use]
    // By value, so that numbers and fresh strings need no `&`.
    #[allow(clippy::needless_pass_by_value)]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    /// The same error, saying what is wrong.
    #[must_use]
    pub fn because(self, why: Why) -> Self {
        let name = WHYS.iter().find(|(known, _)| *known == why);
        self.with("why", name.map_or("", |(_, name)| name))
    }

    /// What is wrong, where that is said and known to this version.
    #[must_use]
    pub fn why(&self) -> Option<Why> {
        let name = self.args.get("why")?;
        let why = WHYS.iter().find(|(_, known)| known == name);
        why.map(|(why, _)| *why)
    }
}

impl ErrorCode {
    /// The HTTP status it is sent with; 0 for what never came from a server.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Unauthenticated => 401,
            Self::Forbidden | Self::WrongOrigin => 403,
            Self::NotFound => 404,
            Self::WrongMethod => 405,
            Self::Exists => 409,
            Self::Outdated => 412,
            Self::TooLarge => 413,
            Self::WrongContentType => 415,
            Self::Invalid => 422,
            Self::WrongProtocol => 426,
            Self::TooMany => 429,
            Self::Internal => 500,
            Self::StoreUnavailable | Self::TooSlow => 503,
            Self::Unreachable => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_travels_by_name() {
        for (why, name) in WHYS {
            let error = ApiError::new(ErrorCode::Invalid).because(why);
            assert_eq!(error.args["why"], name);
            assert_eq!(error.why(), Some(why));
        }
        let unknown = ApiError::new(ErrorCode::Invalid).with("why", "moon");
        assert_eq!(unknown.why(), None);
        assert_eq!(ApiError::new(ErrorCode::Invalid).why(), None);
    }
}
