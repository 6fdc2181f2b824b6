//! Images over HTTP: taken in, given out by the hash of what is kept, refused with words.

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use image::{ImageFormat, RgbImage};
use serde_json::Value;
use sha2::{Digest, Sha256};
use shared::api::ImageReply;

use crate::support::{House, Reply};

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, 90])
    })
    .write_to(&mut bytes, ImageFormat::Png)
    .unwrap();
    bytes.into_inner()
}

async fn send(house: &House, body: Body, kind: &str) -> Reply {
    let request = house
        .request(Method::POST, "/api/v1/images")
        .header(header::CONTENT_TYPE, kind);
    house.send(request.body(body).unwrap()).await
}

async fn take(house: &House, bytes: Vec<u8>) -> Reply {
    send(house, Body::from(bytes), "application/octet-stream").await
}

/// What a refusal says it is because of.
fn why(reply: &Reply) -> String {
    assert_eq!(
        reply.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        reply.text
    );
    let problem: Value = reply.json();
    assert_eq!(problem["args"]["field"], "image");
    problem["args"]["why"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_image_is_kept_under_the_hash_of_what_is_given_out_once_and_for_good() {
    let house = House::open().await;
    let sent = take(&house, png(1_800, 900)).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
    let image: ImageReply = sent.json();
    assert_eq!((image.width, image.height), (1_600, 800));
    assert_eq!(
        take(&house, png(1_800, 900)).await.json::<ImageReply>(),
        image
    );
    let path = image.image.address();
    let shown = house.get(&path).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(Sha256::digest(&shown.bytes)[..], image.image.bytes()[..]);
    assert_eq!(shown.bytes.len() as u64, image.bytes);
    let header = |name| shown.headers[name].to_str().unwrap();
    assert!(header(header::CONTENT_TYPE).starts_with("image/"));
    assert_eq!(
        header(header::CACHE_CONTROL),
        "private, max-age=31536000, immutable"
    );
    assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    let policy = header(header::CONTENT_SECURITY_POLICY);
    assert!(
        policy.starts_with("default-src 'none'") && policy.ends_with("sandbox"),
        "{policy}"
    );
    let tag = header(header::ETAG).to_owned();
    let request = house
        .request(Method::GET, &path)
        .header(header::IF_NONE_MATCH, &tag);
    let again = house.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(
        (again.status, again.bytes.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    let thumbnail = house.get(&image.image.thumbnail()).await;
    assert!(thumbnail.bytes.len() < shown.bytes.len());
    assert_ne!(thumbnail.headers[header::ETAG], tag);
    let small = image::load_from_memory(&thumbnail.bytes).unwrap();
    assert_eq!((small.width(), small.height()), (400, 200));
    // Another process over the same store gives it out too.
    assert_eq!(house.again().await.get(&path).await.bytes, shown.bytes);
}

#[tokio::test]
async fn what_is_no_image_of_ours_is_refused_with_words() {
    let house = House::open().await;
    let svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    assert_eq!(why(&take(&house, svg.into()).await), "svg");
    assert_eq!(
        why(&take(&house, b"%PDF-1.7".to_vec()).await),
        "not_an_image"
    );
    assert_eq!(why(&take(&house, Vec::new()).await), "not_an_image");
    let whole = png(300, 300);
    let half = whole[..whole.len() / 2].to_vec();
    assert_eq!(why(&take(&house, half).await), "damaged_image");
    let typed = send(&house, Body::from(whole), "image/png").await;
    assert_eq!(typed.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(typed.code(), "wrong_content_type");
}

#[tokio::test]
async fn half_a_gigabyte_is_refused_before_it_is_sent_and_while_it_is() {
    let house = House::open().await;
    let request = house
        .request(Method::POST, "/api/v1/images")
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::CONTENT_LENGTH, 500 << 20);
    let told = house.send(request.body(Body::from("x")).unwrap()).await;
    assert_eq!(told.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(told.code(), "too_large");
    // One that does not say how long it is.
    let mut body = png(4, 4);
    body.resize((10 << 20) + 1, 0);
    let grown = take(&house, body).await;
    assert_eq!(grown.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(grown.json::<Value>()["args"]["most"], "10485760");
}

#[tokio::test]
async fn a_name_that_names_nothing_is_not_found_and_one_that_is_none_is_malformed() {
    let house = House::open().await;
    let nobody = house
        .get(&format!("/api/v1/images/{}", "0".repeat(64)))
        .await;
    assert_eq!(
        (nobody.status, nobody.code().as_str()),
        (StatusCode::NOT_FOUND, "not_found")
    );
    for bad in ["x", "../etc", &"G".repeat(64)] {
        let reply = house
            .get(&format!("/api/v1/images/{}", bad.replace('/', "%2F")))
            .await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{bad}");
    }
}
