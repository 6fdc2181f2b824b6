//! Records: how the columns of somebody's file become them.
//!
//! The mapping as a document, what each column means in it, and why something of a file could not be used. Reads no file and guesses nothing: that is the server's.

mod file_only;
mod filter;
mod mapping;
mod meaning;
mod problem;
mod rhythm;
mod slug;
mod template;

pub use file_only::FileOnly;
pub use filter::{Filter, FilterError, MOST_VALUES};
pub use mapping::{
    ASK, AmountPart, CodePart, ColumnPart, ComplaintPart, Counts, Decimal, DimensionPart,
    DocumentType, Encoding, IdPart, ItemPart, JourneyPart, Kind, MAPPING_VERSION, MappingDocument,
    Part, Precision, Privacy, RollupPart, ScalePart, SourcePart, TimeForm, TimePart,
    TouchpointPart, WHOLE_ROW, WeightPart,
};
pub use meaning::{About, Amount, Meaning, Rating};
pub(crate) use problem::texts;
pub use problem::{
    DateProblem, FileProblem, FoundFormat, ImportProblem, ImportStop, MappingProblem, Named,
    PROBLEM, RowProblem,
};
pub use rhythm::{Rhythm, STALE, rhythm};
pub use slug::{is_name, slug};
