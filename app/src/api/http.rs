//! The [`Api`] over HTTP, for the browser.
//!
//! Says what the server said, or that it could not be reached; decides nothing and repeats nothing.

use gloo_net::http::{Method, RequestBuilder};
use js_sys::Uint8Array;
use send_wrapper::SendWrapper;
use serde::{Serialize, de::DeserializeOwned};
use shared::{
    action::ActionIntent,
    api::{
        AccountView, ActionHistory, ActionHistoryQuery, ActionsQuery, ActionsView, ApiError,
        AttributeTable, AuditKind, AuditPage, AuditQuery, BoardSnapshot, CatalogueMetric,
        CatalogueReply, CatalogueUse, CatalogueView, CommentsQuery, CommentsView, CompareQuery,
        Comparison, DefinitionsHistory, DefinitionsPush, DefinitionsView, Dimension, Entrance,
        ErrorCode, Export, FrictionSetsView, GuestLinks, HistoryPage, HistoryQuery, ImageReply,
        ImportDetail, ImportReply, JourneyFileQuery, JourneyFileReply, JourneySummary, Members,
        MetricQuery, MetricReply, NewImport, NewJourney, PersonaView, Preview, PreviewQuery, Push,
        PushReply, Reality, RealityQuery, ScoreQuery, Scores, SearchQuery, SearchReply,
        SeriesQuery, SeriesReply, SetHistory, SheetQuery, SourceSummary, TakeQuery, Update,
        UpdateQuery, Upload, WaitingComments,
    },
    comment::AboutKind,
    exchange::Format,
    friction::SetIntent,
    id::{BatchId, ExportId, JourneyId, UploadId},
    json,
    locale::Lang,
    wire::{self, ClientMessage, ServerMessage},
};
use wasm_bindgen::JsValue;

use super::{Answer, Api, Verb};

const JSON: &str = "application/json";

/// The API of the server that this page came from.
#[derive(Debug, Clone, Copy, Default)]
pub struct HttpApi;

impl Api for HttpApi {
    fn journeys(&self) -> Answer<'_, Vec<JourneySummary>> {
        get("/journeys".to_owned())
    }

    fn journeys_in_brief(&self) -> Answer<'_, Vec<JourneySummary>> {
        get("/journeys?brief=true".to_owned())
    }

    fn create_journey(&self, journey: NewJourney) -> Answer<'_, JourneySummary> {
        post("/journeys".to_owned(), &journey)
    }

    fn board(&self, journey: String) -> Answer<'_, BoardSnapshot> {
        get(format!("/journeys/{}", encoded(&journey)))
    }

    fn update(&self, journey: JourneyId, since: UpdateQuery) -> Answer<'_, Update> {
        let query = Query::default()
            .with("lineage", Some(since.lineage))
            .with("journey", Some(since.journey))
            .with("catalogue", Some(since.catalogue));
        said(
            Method::GET,
            format!("/journeys/{journey}/updates{}", query.0),
            None,
        )
    }

    fn push(&self, journey: JourneyId, push: Push) -> Answer<'_, PushReply> {
        say(format!("/journeys/{journey}/pushes"), push)
    }

    fn board_at(&self, journey: JourneyId, seq: u64) -> Answer<'_, BoardSnapshot> {
        get(format!("/journeys/{journey}/versions/{seq}"))
    }

    fn history(&self, journey: JourneyId, query: HistoryQuery) -> Answer<'_, HistoryPage> {
        let query = Query::default()
            .with("before", query.before)
            .with("limit", query.limit);
        get(format!("/journeys/{journey}/history{}", query.0))
    }

    fn export(&self, journey: String, query: TakeQuery) -> Answer<'_, Export> {
        post(format!("/journeys/{}/exports", encoded(&journey)), &query)
    }

    fn export_state(&self, export: ExportId) -> Answer<'_, Export> {
        get(format!("/exports/{export}"))
    }

    fn cancel_export(&self, export: ExportId) -> Answer<'_, Export> {
        answer(Method::DELETE, format!("/exports/{export}"), None)
    }

    fn catalogue(&self) -> Answer<'_, CatalogueView> {
        get("/catalogue".to_owned())
    }

    fn catalogue_use(&self) -> Answer<'_, CatalogueUse> {
        get("/catalogue/use".to_owned())
    }

    fn persona(&self, persona: String) -> Answer<'_, PersonaView> {
        get(format!("/personas/{}", encoded(&persona)))
    }

    fn push_catalogue(&self, push: Push) -> Answer<'_, CatalogueReply> {
        say("/catalogue/pushes".to_owned(), push)
    }

    fn scores(&self, query: ScoreQuery) -> Answer<'_, Scores> {
        let query = Query::default()
            .with("journey", Some(query.journey))
            .with("from", query.from)
            .with("to", query.to)
            .with("filter", query.filter)
            .with("brand", query.brand)
            .with("department", query.department)
            .with("settings", query.settings);
        get(format!("/scores{}", query.0))
    }

    fn compare(&self, query: CompareQuery) -> Answer<'_, Comparison> {
        let query = Query::default()
            .with("journey", Some(query.journey))
            .with("from", query.from)
            .with("to", query.to)
            .with("filter", query.filter)
            .with("brand", query.brand)
            .with("base_from", query.base_from)
            .with("base_to", query.base_to)
            .with("dimension", query.dimension)
            .with("value", query.value)
            .with("base_value", query.base_value)
            .with("by", query.by)
            .with("settings", query.settings);
        get(format!("/scores/compare{}", query.0))
    }

    fn dimensions(&self) -> Answer<'_, Vec<Dimension>> {
        get("/dimensions".to_owned())
    }

    fn friction_sets(&self) -> Answer<'_, FrictionSetsView> {
        get("/friction/sets".to_owned())
    }

    fn change_friction_sets(&self, intent: SetIntent) -> Answer<'_, FrictionSetsView> {
        post("/friction/sets".to_owned(), &intent)
    }

    fn friction_set_history(&self, query: HistoryQuery) -> Answer<'_, SetHistory> {
        let query = Query::default()
            .with("before", query.before)
            .with("limit", query.limit);
        get(format!("/friction/sets/history{}", query.0))
    }

    fn comments(&self, query: CommentsQuery) -> Answer<'_, CommentsView> {
        let kind = query.kind.map(AboutKind::name);
        let query = Query::default()
            .with("journey", query.journey)
            .with("kind", kind)
            .with("id", query.id)
            .with("since", query.since);
        get(format!("/comments{}", query.0))
    }

    fn waiting_comments(&self) -> Answer<'_, WaitingComments> {
        get("/comments/waiting".to_owned())
    }

    fn actions(&self, query: ActionsQuery) -> Answer<'_, ActionsView> {
        let query = Query::default()
            .with("action", query.action)
            .with("touchpoint", query.touchpoint)
            .with("department", query.department);
        get(format!("/actions{}", query.0))
    }

    fn change_actions(&self, intent: ActionIntent) -> Answer<'_, ActionsView> {
        post("/actions".to_owned(), &intent)
    }

    fn action_history(&self, query: ActionHistoryQuery) -> Answer<'_, ActionHistory> {
        let query = Query::default()
            .with("before", query.before)
            .with("limit", query.limit)
            .with("action", query.action);
        get(format!("/actions/history{}", query.0))
    }

    fn metric(&self, query: MetricQuery) -> Answer<'_, MetricReply> {
        // Taken apart, so that a part that is new cannot be left out.
        let MetricQuery {
            metric,
            from,
            to,
            by,
            filter,
            touchpoint,
            customers,
        } = query;
        let query = Query::default()
            .with("metric", Some(metric))
            .with("from", from)
            .with("to", to)
            .with("by", by)
            .with("filter", filter)
            .with("touchpoint", touchpoint)
            .with("customers", customers);
        get(format!("/metrics{}", query.0))
    }

    fn metric_catalogue(&self) -> Answer<'_, Vec<CatalogueMetric>> {
        get("/metrics/catalogue".to_owned())
    }

    fn definitions(&self) -> Answer<'_, DefinitionsView> {
        get("/metrics/definitions".to_owned())
    }

    fn change_definitions(&self, push: DefinitionsPush) -> Answer<'_, DefinitionsView> {
        post("/metrics/definitions".to_owned(), &push)
    }

    fn definitions_history(&self, query: HistoryQuery) -> Answer<'_, DefinitionsHistory> {
        let query = Query::default()
            .with("before", query.before)
            .with("limit", query.limit);
        get(format!("/metrics/definitions/history{}", query.0))
    }

    fn metric_series(&self, query: SeriesQuery) -> Answer<'_, SeriesReply> {
        let SeriesQuery {
            metric,
            from,
            to,
            every,
            by,
            filter,
            touchpoint,
        } = query;
        let query = Query::default()
            .with("metric", metric)
            .with("from", from)
            .with("to", to)
            .with("every", every)
            .with("by", by)
            .with("filter", filter)
            .with("touchpoint", touchpoint);
        get(format!("/metrics/series{}", query.0))
    }

    fn reality(&self, query: RealityQuery) -> Answer<'_, Reality> {
        let query = Query::default().with("journey", Some(query.journey));
        get(format!("/metrics/reality{}", query.0))
    }

    fn search(&self, query: SearchQuery) -> Answer<'_, SearchReply> {
        let query = Query::default()
            .with("q", Some(query.q))
            .with("lang", query.lang.map(Lang::code));
        get(format!("/search{}", query.0))
    }

    fn sources(&self) -> Answer<'_, Vec<SourceSummary>> {
        get("/sources".to_owned())
    }

    fn attribute_tables(&self) -> Answer<'_, Vec<String>> {
        get("/attributes".to_owned())
    }

    fn attribute_table(&self, dimension: String) -> Answer<'_, AttributeTable> {
        get(attributes(&dimension))
    }

    fn replace_attributes(
        &self,
        dimension: String,
        file: web_sys::Blob,
    ) -> Answer<'_, AttributeTable> {
        let body = (FILE, JsValue::from(file));
        Box::pin(SendWrapper::new(async move {
            read(&send(Method::PUT, attributes(&dimension), Some(body), JSON).await?)
        }))
    }

    fn drop_attributes(&self, dimension: String) -> Answer<'_, ()> {
        let body = (FILE, JsValue::from_str(""));
        Box::pin(SendWrapper::new(async move {
            send(Method::PUT, attributes(&dimension), Some(body), JSON).await?;
            Ok(())
        }))
    }

    fn upload(&self, name: String, file: web_sys::Blob) -> Answer<'_, Upload> {
        let path = format!("/uploads{}", Query::default().with("name", Some(name)).0);
        let body = (FILE, JsValue::from(file));
        Box::pin(SendWrapper::new(async move {
            read(&send(Method::POST, path, Some(body), JSON).await?)
        }))
    }

    fn journey_file(
        &self,
        query: JourneyFileQuery,
        file: web_sys::Blob,
    ) -> Answer<'_, JourneyFileReply> {
        let JourneyFileQuery {
            name,
            format,
            sheet,
            journey,
            id,
            title,
            fingerprint,
            leave_refused,
        } = query;
        let query = Query::default()
            .with("name", name)
            .with("format", format.map(Format::name))
            .with("sheet", sheet)
            .with("journey", journey)
            .with("id", id)
            .with("title", title)
            .with("fingerprint", fingerprint)
            .with("leave_refused", leave_refused.then_some(true));
        let path = format!("/journey-files{}", query.0);
        let body = (FILE, JsValue::from(file));
        Box::pin(SendWrapper::new(async move {
            let (status, bytes) = sent(Method::POST, path, Some(body), JSON).await?;
            // What was not done is answered by what would be done now.
            match (status, read(&bytes)) {
                (200..300 | 409, Ok(reply)) => Ok(reply),
                (200..300, Err(error)) => Err(error),
                _ => Err(refused(status, &bytes)),
            }
        }))
    }

    fn take_image(&self, file: web_sys::Blob) -> Answer<'_, ImageReply> {
        let body = (FILE, JsValue::from(file));
        Box::pin(SendWrapper::new(async move {
            read(&send(Method::POST, "/images".to_owned(), Some(body), JSON).await?)
        }))
    }

    fn waiting(&self, upload: UploadId, query: SheetQuery) -> Answer<'_, Upload> {
        let query = Query::default().with("sheet", query.sheet);
        get(format!("/uploads/{upload}{}", query.0))
    }

    fn preview(&self, upload: UploadId, query: PreviewQuery) -> Answer<'_, Preview> {
        post(format!("/uploads/{upload}/preview"), &query)
    }

    fn import(&self, wished: NewImport) -> Answer<'_, ImportReply> {
        post("/imports".to_owned(), &wished)
    }

    fn import_detail(&self, import: BatchId) -> Answer<'_, ImportDetail> {
        get(format!("/imports/{import}"))
    }

    fn take_back(&self, import: BatchId) -> Answer<'_, ()> {
        Box::pin(SendWrapper::new(async move {
            send(Method::DELETE, format!("/imports/{import}"), None, JSON).await?;
            Ok(())
        }))
    }

    fn entrance(&self) -> Answer<'_, Entrance> {
        get("/entrance".to_owned())
    }

    fn account(&self) -> Answer<'_, AccountView> {
        get("/account".to_owned())
    }

    fn members(&self) -> Answer<'_, Members> {
        get("/members".to_owned())
    }

    fn audit(&self, query: AuditQuery) -> Answer<'_, AuditPage> {
        let query = Query::default()
            .with("before", query.before)
            .with("limit", query.limit)
            .with("kind", query.kind.map(AuditKind::name))
            .with("actor", query.actor);
        get(format!("/audit{}", query.0))
    }

    fn guest_links(&self, journey: JourneyId) -> Answer<'_, GuestLinks> {
        get(format!("/journeys/{journey}/guests"))
    }
}

/// Does something and reads the answer.
pub(super) async fn deed<T: DeserializeOwned>(
    verb: Verb,
    path: String,
    body: &impl Serialize,
) -> Result<T, ApiError> {
    read(&exchange(method(verb), path, Some(written(body)?), JSON).await?)
}

/// Does something that is answered with nothing.
pub(super) async fn done(verb: Verb, path: String, body: &impl Serialize) -> Result<(), ApiError> {
    exchange(method(verb), path, Some(written(body)?), JSON).await?;
    Ok(())
}

const fn method(verb: Verb) -> Method {
    match verb {
        Verb::Post => Method::POST,
        Verb::Put => Method::PUT,
        Verb::Delete => Method::DELETE,
    }
}

fn written(body: &impl Serialize) -> Result<Vec<u8>, ApiError> {
    serde_json::to_vec(body)
        .map_err(|error| ApiError::new(ErrorCode::Malformed).with("detail", error))
}

/// The media type of a file, whatever is in it.
const FILE: &str = "application/octet-stream";

/// Where a dimension's attribute table is.
fn attributes(dimension: &str) -> String {
    format!("/attributes/{}", encoded(dimension))
}

/// The query part of an address; what is `None` is left out.
#[derive(Default)]
struct Query(String);

impl Query {
    fn with(mut self, name: &str, value: Option<impl ToString>) -> Self {
        if let Some(value) = value {
            self.0.push(if self.0.is_empty() { '?' } else { '&' });
            self.0.push_str(name);
            self.0.push('=');
            self.0.push_str(&encoded(&value.to_string()));
        }
        self
    }
}

fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

fn get<T: DeserializeOwned + 'static>(path: String) -> Answer<'static, T> {
    answer(Method::GET, path, None)
}

fn post<T: DeserializeOwned + 'static>(path: String, body: &impl Serialize) -> Answer<'static, T> {
    match serde_json::to_vec(body) {
        Ok(body) => answer(Method::POST, path, Some(body)),
        Err(error) => unwritable(error),
    }
}

/// Asks for JSON.
fn answer<T: DeserializeOwned + 'static>(
    method: Method,
    path: String,
    body: Option<Vec<u8>>,
) -> Answer<'static, T> {
    // JavaScript's promises stay on the one thread there is.
    Box::pin(SendWrapper::new(async move {
        let bytes = exchange(method, path, body, JSON).await?;
        read(&bytes)
    }))
}

/// Pushes over the wire.
fn say<T>(path: String, push: Push) -> Answer<'static, T>
where
    T: TryFrom<ServerMessage> + 'static,
{
    match wire::encode(&ClientMessage::Push(push)) {
        Ok(frame) => said(Method::POST, path, Some(frame)),
        Err(error) => unwritable(error),
    }
}

/// Asks for a frame.
fn said<T>(method: Method, path: String, frame: Option<Vec<u8>>) -> Answer<'static, T>
where
    T: TryFrom<ServerMessage> + 'static,
{
    Box::pin(SendWrapper::new(async move {
        let frame = exchange(method, path, frame, wire::MEDIA_TYPE).await?;
        let message = wire::decode::<ServerMessage>(&frame).map_err(misunderstood)?;
        T::try_from(message).map_err(|_| misunderstood("an answer to something else"))
    }))
}

/// Bytes there and back, both of one media type.
async fn exchange(
    method: Method,
    path: String,
    body: Option<Vec<u8>>,
    media_type: &str,
) -> Result<Vec<u8>, ApiError> {
    let body = body.map(|body| (media_type, Uint8Array::from(body.as_slice()).into()));
    send(method, path, body, media_type).await
}

/// One request and the bytes of its answer, if it is no refusal.
async fn send(
    method: Method,
    path: String,
    body: Option<(&str, JsValue)>,
    accepted: &str,
) -> Result<Vec<u8>, ApiError> {
    match sent(method, path, body, accepted).await? {
        (200..300, bytes) => Ok(bytes),
        (status, bytes) => Err(refused(status, &bytes)),
    }
}

/// Problem details (RFC 9457) with the code and the arguments; anything else came from something in between.
fn refused(status: u16, bytes: &[u8]) -> ApiError {
    read(bytes).unwrap_or_else(|_| between(status))
}

/// One request, the status and the bytes of its answer. Not generic: there is one of it in the client, whatever is asked.
async fn sent(
    method: Method,
    path: String,
    body: Option<(&str, JsValue)>,
    accepted: &str,
) -> Result<(u16, Vec<u8>), ApiError> {
    let unreachable =
        |error: gloo_net::Error| ApiError::new(ErrorCode::Unreachable).with("detail", error);
    let request = RequestBuilder::new(&format!("/api/v1{path}"))
        .method(method)
        .header("Accept", accepted);
    let request = match body {
        Some((media_type, body)) => request.header("Content-Type", media_type).body(body),
        None => request.build(),
    };
    let response = request
        .map_err(unreachable)?
        .send()
        .await
        .map_err(unreachable)?;
    let bytes = response.binary().await.map_err(unreachable)?;
    Ok((response.status(), bytes))
}

/// What a text says that should be JSON.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let text = str::from_utf8(bytes).map_err(misunderstood)?;
    json::from_str(text).map_err(misunderstood)
}

fn unwritable<T: 'static>(error: impl ToString) -> Answer<'static, T> {
    let error = ApiError::new(ErrorCode::Malformed).with("detail", error);
    Box::pin(async move { Err(error) })
}

fn misunderstood(detail: impl ToString) -> ApiError {
    ApiError::new(ErrorCode::WrongProtocol).with("detail", detail)
}

/// A proxy's answer: gateways that find nobody behind them are as good as no server.
fn between(status: u16) -> ApiError {
    let code = match status {
        502..=504 => ErrorCode::Unreachable,
        404 => ErrorCode::NotFound,
        413 => ErrorCode::TooLarge,
        429 => ErrorCode::TooMany,
        _ => ErrorCode::Internal,
    };
    ApiError::new(code).with("detail", status)
}
