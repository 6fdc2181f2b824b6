//! Records: how the columns of somebody's file become them.
//!
//! The mapping as a document, and what each column means in it. Reads no file and guesses nothing: that is the server's.

mod mapping;
mod meaning;
mod slug;

pub use mapping::{
    ASK, CodePart, ComplaintPart, Decimal, DimensionPart, DocumentType, Encoding, IdPart, ItemPart,
    JourneyPart, Kind, MAPPING_VERSION, MappingDocument, Part, Precision, Privacy, RollupPart,
    ScalePart, SourcePart, TimeForm, TimePart, TouchpointPart, WHOLE_ROW, WeightPart,
};
pub use meaning::{About, Meaning, Rating};
pub use slug::slug;
