//! Images over HTTP.

use axum::{
    Json as Answer,
    body::Body,
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use shared::{
    api::{ImageReply, ImageSize},
    image::{ImageHash, MOST_BYTES},
};

use crate::http::{
    Asker,
    extract::{self, Path, Query},
    problem::{Problem, ProblemDetails},
};

/// Sends an image: PNG, JPEG, WebP or the first frame of a GIF, at most 10 MiB and 50 million pixels. It is turned upright, made
/// smaller (at most 1,600 pixels on its longer side) and written anew without metadata; its name is the SHA-256 of the result.
#[utoipa::path(
    post, path = "/api/v1/images", tag = "images",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = ImageReply), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn take(
    Asker {
        services, actor, ..
    }: Asker,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Answer<ImageReply>), Problem> {
    extract::file(&headers, MOST_BYTES)?;
    let reply = services.take_image(&actor, body).await?;
    Ok((StatusCode::CREATED, Answer(reply)))
}

/// How much of an image is wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SizeQuery {
    /// All of it, or the thumbnail.
    #[serde(default)]
    #[param(inline)]
    size: ImageSize,
}

/// An image. What a name names never changes, so it may be kept for good.
#[utoipa::path(
    get, path = "/api/v1/images/{image}", tag = "images",
    params(("image" = String, Path, description = "Its SHA-256, 64 hexadecimal digits"), SizeQuery),
    responses(
        (status = 200, description = "The image", content((Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"))),
        (status = 304, description = "It is known already"),
        (status = "default", body = ProblemDetails),
    )
)]
pub(crate) async fn show(
    Asker {
        services, actor, ..
    }: Asker,
    Path(image): Path<ImageHash>,
    Query(query): Query<SizeQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let kept = services.image(&actor, image, query.size).await?;
    let part = match query.size {
        ImageSize::Full => "full",
        ImageSize::Thumbnail => "thumbnail",
    };
    let tag = format!("\"{image}-{part}\"");
    let known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|tags| tags.split(',').any(|known| known.trim() == tag));
    let headers: [(HeaderName, String); 5] = [
        (header::CONTENT_TYPE, kept.media),
        (
            header::CACHE_CONTROL,
            "private, max-age=31536000, immutable".to_owned(),
        ),
        (header::ETAG, tag),
        (header::CONTENT_DISPOSITION, "inline".to_owned()),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
                .to_owned(),
        ),
    ];
    Ok(if known {
        (StatusCode::NOT_MODIFIED, headers).into_response()
    } else {
        (headers, kept.content).into_response()
    })
}
