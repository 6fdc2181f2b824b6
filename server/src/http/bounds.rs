//! Requests that ask for too much before anything is known of them: addresses that are too long, bodies that trickle.
//!
//! How many bytes a body may have, each route says; how long its headers may take and be, the listener.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use hyper::body::{Frame, SizeHint};
use shared::api::{ApiError, ErrorCode};
use tokio::time::{Instant, Sleep};

use super::problem::Problem;

/// Bytes of the longest path with its query.
const MOST_ADDRESS: usize = 8 * 1024;

/// How long a body may be waited for, however short it is.
const PATIENCE: Duration = Duration::from_secs(20);
/// And for each this many bytes that came, a second more.
const BYTES_A_SECOND: u64 = 1024;

/// Refuses addresses that are too long, and lets bodies end that come too slowly.
pub(super) async fn within(request: Request, next: Next) -> Response {
    let target = request.uri().path_and_query();
    if target.is_some_and(|target| target.as_str().len() > MOST_ADDRESS) {
        let error = ApiError::new(ErrorCode::TooLarge)
            .with("field", "address")
            .with("most", MOST_ADDRESS);
        return Problem(error).into_response();
    }
    next.run(request.map(|body| paced(body, PATIENCE))).await
}

fn paced(body: Body, patience: Duration) -> Body {
    if body.is_end_stream() {
        return body;
    }
    Body::new(Paced {
        body,
        left: patience,
        waiting: None,
    })
}

/// A body came too slowly.
#[derive(Debug)]
pub(super) struct TooSlow;

impl fmt::Display for TooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body came too slowly")
    }
}

impl std::error::Error for TooSlow {}

/// Whether a body ended because it came too slowly.
pub(super) fn is_too_slow(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut at = Some(error);
    while let Some(error) = at {
        if error.is::<TooSlow>() {
            return true;
        }
        at = error.source();
    }
    false
}

/// A body that is waited for only so long. Time counts while it is the client that is waited for, not while we are busy with what came.
struct Paced {
    body: Body,
    left: Duration,
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) {
            if let Some((since, _)) = this.waiting.take() {
                this.left = this.left.saturating_sub(since.elapsed());
            }
            if let Some(data) = frame
                .as_ref()
                .and_then(|frame| frame.as_ref().ok()?.data_ref())
            {
                let milliseconds = (data.len() as u64).saturating_mul(1_000) / BYTES_A_SECOND;
                this.left = this
                    .left
                    .saturating_add(Duration::from_millis(milliseconds));
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let left = this.left;
        let (_, sleep) = this
            .waiting
            .get_or_insert_with(|| (Instant::now(), Box::pin(tokio::time::sleep(left))));
        ready!(sleep.as_mut().poll(context));
        Poll::Ready(Some(Err(TooSlow.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use axum::extract::FromRequest;
    use http_body_util::BodyExt;
    use serde_json::Value;

    use super::*;
    use crate::http::extract::Json;

    /// A body that sends so many bytes after each pause.
    struct Sending {
        bytes: usize,
        times: u32,
        pause: Duration,
        sleep: Pin<Box<Sleep>>,
    }

    impl HttpBody for Sending {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
            if self.times == 0 {
                return Poll::Ready(None);
            }
            ready!(self.sleep.as_mut().poll(context));
            self.times -= 1;
            self.sleep = Box::pin(tokio::time::sleep(self.pause));
            Poll::Ready(Some(match self.bytes {
                0 => Err(std::io::Error::other("cut")),
                bytes => Ok(Frame::data(vec![0; bytes].into())),
            }))
        }
    }

    fn sending(bytes: usize, milliseconds: u64, times: u32) -> Body {
        let pause = Duration::from_millis(milliseconds);
        Body::new(Sending {
            bytes,
            times,
            pause,
            sleep: Box::pin(tokio::time::sleep(pause)),
        })
    }

    async fn read(body: Body, patience: u64) -> Result<usize, axum::Error> {
        let body = paced(body, Duration::from_millis(patience));
        Ok(body.collect().await?.to_bytes().len())
    }

    #[tokio::test]
    async fn a_body_that_trickles_or_falls_silent_ends() {
        let trickling = read(sending(1, 20, 1_000_000), 200).await.unwrap_err();
        assert!(is_too_slow(&trickling), "{trickling}");
        let silent = read(sending(1, 1_000_000, 1), 50).await.unwrap_err();
        assert!(is_too_slow(&silent), "{silent}");
    }

    #[tokio::test]
    async fn a_body_that_comes_slowly_but_steadily_is_read() {
        // Together a second, of which each of the ten thousand bytes pays for one thousandth.
        assert_eq!(read(sending(1_000, 100, 10), 800).await.unwrap(), 10_000);
    }

    #[tokio::test]
    async fn while_we_are_busy_no_time_counts() {
        let mut body = paced(sending(10, 1, 3), Duration::from_millis(300));
        let mut bytes = 0;
        while let Some(frame) = body.frame().await {
            bytes += frame.unwrap().into_data().unwrap().len();
            tokio::time::sleep(Duration::from_millis(400)).await;
        }
        assert_eq!(bytes, 30);
    }

    #[tokio::test]
    async fn whoever_sends_too_slowly_is_told_so() {
        let body = paced(sending(1, 1_000_000, 1), Duration::from_millis(50));
        let request = Request::post("/").header("content-type", "application/json");
        let read = Json::<Value>::from_request(request.body(body).unwrap(), &()).await;
        let Err(Problem(error)) = read else {
            panic!("it was read");
        };
        assert_eq!(error.code, ErrorCode::TooSlow);
    }

    #[tokio::test]
    async fn another_fault_is_not_taken_for_slowness() {
        let error = read(sending(0, 1, 1), 10_000).await.unwrap_err();
        assert!(!is_too_slow(&error));
        assert!(is_too_slow(&axum::Error::new(TooSlow)));
    }
}
