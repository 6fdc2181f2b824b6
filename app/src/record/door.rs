//! The door to files, imports and sources. Beside [`crate::api::Api`], because what stands in that trait is code that every
//! visitor loads, and these are asked for by two pages.
//!
//! The server provides [`Records`] to its renders; in the browser the functions here speak HTTP.

use serde::{Deserialize, Serialize};
use shared::{
    api::{
        ImportReply, ImportSummary, NewImport, Preview, PreviewQuery, Reject, SourceSummary, Upload,
    },
    id::{BatchId, UploadId},
};

use crate::api::Answer;

/// What pages ask for while they are rendered.
pub trait Records: Send + Sync {
    /// Where records come from, and the imports that brought them. `GET /sources`.
    fn sources(&self) -> Answer<'_, Vec<SourceSummary>>;
}

/// An import with what could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportState {
    /// The import.
    pub import: ImportSummary,
    /// What could not be read, the first thousand of it.
    pub rejects: Vec<Reject>,
}

#[cfg(feature = "hydrate")]
mod here {
    use send_wrapper::SendWrapper;
    use wasm_bindgen::JsValue;

    use super::{
        Answer, BatchId, ImportReply, ImportState, NewImport, Preview, PreviewQuery, SourceSummary,
        Upload, UploadId,
    };
    use crate::api::http::{JSON, Method, encoded, get, post, read, send};

    pub(crate) fn sources() -> Answer<'static, Vec<SourceSummary>> {
        get("/sources".to_owned())
    }

    pub(crate) fn import_state(import: BatchId) -> Answer<'static, ImportState> {
        get(format!("/imports/{import}"))
    }

    pub(crate) fn send_file(name: &str, file: &web_sys::Blob) -> Answer<'static, Upload> {
        let path = format!("/uploads?name={}", encoded(name));
        let file = JsValue::from(file.clone());
        Box::pin(SendWrapper::new(async move {
            let body = Some(("application/octet-stream", file));
            read(&send(Method::POST, path, body, JSON).await?)
        }))
    }

    pub(crate) fn preview(upload: UploadId, query: &PreviewQuery) -> Answer<'static, Preview> {
        post(format!("/uploads/{upload}/preview"), query)
    }

    pub(crate) fn import(wished: &NewImport) -> Answer<'static, ImportReply> {
        post("/imports".to_owned(), wished)
    }

    pub(crate) fn take_back(import: BatchId) -> Answer<'static, ()> {
        Box::pin(SendWrapper::new(async move {
            send(Method::DELETE, format!("/imports/{import}"), None, JSON).await?;
            Ok(())
        }))
    }
}

/// While a page is rendered nobody acts: only [`Records`] is asked.
#[cfg(not(feature = "hydrate"))]
mod here {
    use std::sync::Arc;

    use leptos::prelude::use_context;
    use shared::api::{ApiError, ErrorCode};

    use super::{
        Answer, BatchId, ImportReply, ImportState, NewImport, Preview, PreviewQuery, Records,
        SourceSummary, Upload, UploadId,
    };

    fn nobody<T: Send + 'static>() -> Answer<'static, T> {
        Box::pin(async { Err(ApiError::new(ErrorCode::Internal)) })
    }

    pub(crate) fn sources() -> Answer<'static, Vec<SourceSummary>> {
        match use_context::<Arc<dyn Records>>() {
            Some(records) => Box::pin(async move { records.sources().await }),
            None => nobody(),
        }
    }

    pub(crate) fn import_state(_: BatchId) -> Answer<'static, ImportState> {
        nobody()
    }

    pub(crate) fn send_file(_: &str, _: &web_sys::Blob) -> Answer<'static, Upload> {
        nobody()
    }

    pub(crate) fn preview(_: UploadId, _: &PreviewQuery) -> Answer<'static, Preview> {
        nobody()
    }

    pub(crate) fn import(_: &NewImport) -> Answer<'static, ImportReply> {
        nobody()
    }

    pub(crate) fn take_back(_: BatchId) -> Answer<'static, ()> {
        nobody()
    }
}

pub(crate) use here::{import, import_state, preview, send_file, sources, take_back};
