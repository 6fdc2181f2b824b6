//! The one API: requests, answers and errors of `/api/v1`, for the interface, for programs and for people.
//!
//! Types only. The trait that the interface calls is `app::api::Api`; the server implements it.

mod account;
mod action;
mod attribute;
mod comment;
mod compare;
mod definitions;
mod error;
mod export;
mod friction;
mod image;
mod import;
mod journey;
mod journey_file;
mod metric;
mod persona;
mod reality;
mod record;
mod score;
mod search;
mod take;
mod upload;
mod used;

pub use account::{
    Accept, AccountView, AskReset, AuditEvent, AuditKind, AuditPage, AuditQuery, ByCode, ByLink,
    ByPassword, ChangeMember, ChangePassword, ChooseWorkspace, DemandSecondFactor, Entrance,
    GuestCode, GuestLink, GuestLinks, GuestOf, Invitation, InvitationSays, Invited, Join, Joined,
    MadeGuestLink, MadeToken, Me, Member, Members, Narrow, NewGuestLink, NewInvitation, NewToken,
    NewWorkspace, RecoveryCodes, Rename, SecondFactor, Secret, SessionSeen, SetUp, SignIn,
    SignedIn, TokenSeen, UseReset, Way, WorkspaceName,
};
pub use action::{
    ActionHistory, ActionHistoryQuery, ActionMeasure, ActionView, ActionsQuery, ActionsView,
};
pub use attribute::{AttributeRow, AttributeTable};
pub use comment::{
    ChangeComment, Comment, CommentsQuery, CommentsView, NewComment, ResolveThread, Resolved,
    SawThread, Thread, WaitingComments, WaitingThread,
};
pub use compare::{
    CompareQuery, ComparedSide, Comparison, Dimension, GroupCounts, PartChange, StageChange,
    TouchpointChange,
};
pub use definitions::{
    DefinitionsHistory, DefinitionsPush, DefinitionsQuery, DefinitionsReply, DefinitionsView,
};
pub use error::{ApiError, ErrorCode, Why};
pub use export::{Export, ExportState};
pub use friction::{FrictionSetsView, SavedSet, SetHistory};
pub use image::{ImageReply, ImageSize};
pub use import::{
    ImportDetail, ImportPage, ImportQuery, ImportReport, ImportState, ImportSummary, ListedImport,
    Reject, RejectReason, RowCounts, SourceSummary,
};
pub use journey::{
    BoardSnapshot, CatalogueReply, CatalogueView, HistoryPage, HistoryQuery, JourneySummary,
    NewJourney, Outcome, PROTOCOL, Push, PushReply, RollUp, StageStrip, Tail, Update, UpdateQuery,
};
pub use journey_file::{JourneyFileQuery, JourneyFileReply, MOST_LISTED};
pub use metric::{
    CatalogueMetric, Covers, MetricQuery, MetricReply, MetricSeries, MetricValue, SeriesGroup,
    SeriesPoint, SeriesQuery, SeriesReply, ServedBy,
};
pub use persona::{PersonaFriction, PersonaJourney, PersonaStage, PersonaView, Quote};
pub use reality::{RealMetric, Reality, RealityQuery, TouchpointReality};
pub use record::{Record, RecordAnswer, RecordPage, RecordQuery};
pub use score::{EaseScore, ScoreQuery, Scores, StageScore, TouchpointScore, TrendPoint};
pub use search::{Found, FoundKind, SearchQuery, SearchReply};
pub use take::{TAKE_SCALE, TakeFormat, TakePaper, TakeQuery, TakeTheme};
pub use upload::{
    ColumnLook, DateReading, FileFormat, ImportReply, MappingSummary, NewImport, Preview,
    PreviewAnswer, PreviewQuery, PreviewRecord, SheetLook, SheetQuery, Upload,
};
pub use used::{
    BrandUse, CatalogueUse, DepartmentUse, PersonaUse, Placement, TouchpointUse, UsedFriction,
    UsedJourney, UsedMetric,
};
