//! Why an import did not happen.

use app::words::import_problem;
use shared::{
    api::{ApiError, ErrorCode},
    locale::Lang,
    record::{ImportProblem, ImportStop},
};

use crate::{
    record::{mapping::MappingError, table::TableError},
    store::StoreError,
};

/// Why an import did not happen. Nothing of it is seen. As text in English, for logs and the command line.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The mapping is wrong.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// The file is no table, or could not be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It was stopped, or could not begin.
    #[error("{}", import_problem(Lang::En, &ImportProblem::Import(.0.clone())))]
    Stop(ImportStop),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The records are in; the mapping's journey could not be made, or it is not allowed.
    #[error("{0}")]
    Service(#[from] ApiError),
    /// The reading thread died.
    #[error("the import stopped unexpectedly: start it again")]
    Died,
}

impl From<ImportStop> for ImportError {
    fn from(stop: ImportStop) -> Self {
        Self::Stop(stop)
    }
}

/// What a reader of the API is told.
impl From<ImportError> for ApiError {
    fn from(error: ImportError) -> Self {
        let problem = match error {
            ImportError::Store(error) => return error.into(),
            ImportError::Service(error) => return error,
            ImportError::Died => {
                tracing::error!(%error, "a fault of ours");
                return Self::new(ErrorCode::Internal);
            }
            ImportError::Mapping(error) => ImportProblem::Mapping(error.problem),
            ImportError::Table(TableError(problem)) => problem,
            ImportError::Stop(stop) => ImportProblem::Import(stop),
        };
        let (code, field) = match &problem {
            ImportProblem::Import(ImportStop::Busy { .. } | ImportStop::LostLease) => {
                (ErrorCode::StoreUnavailable, None)
            }
            ImportProblem::Import(ImportStop::Cut) => (ErrorCode::Malformed, None),
            ImportProblem::Import(ImportStop::Zone { .. }) => (ErrorCode::Invalid, Some("zone")),
            ImportProblem::Import(ImportStop::Cancelled) => (ErrorCode::Invalid, Some("import")),
            ImportProblem::Import(_) | ImportProblem::Mapping(_) => {
                (ErrorCode::Invalid, Some("mapping"))
            }
            ImportProblem::File(_)
            | ImportProblem::Header { .. }
            | ImportProblem::Row { .. }
            | ImportProblem::NoObject { .. } => (ErrorCode::Invalid, Some("file")),
        };
        let mut args = problem.args();
        args.extend(field.map(|field| ("field".to_owned(), field.to_owned())));
        Self { code, args }.with("detail", import_problem(Lang::En, &problem))
    }
}
