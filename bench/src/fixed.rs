//! The peer of a page: the same web framework with nothing to do.

use axum::{Router, http::header, routing::get};
use tokio::net::TcpListener;

use crate::trouble::Trouble;

/// Serves so many bytes of HTML at every path, until it is stopped.
pub(crate) async fn serve(bytes: usize) -> Result<(), Trouble> {
    let body: &'static str = Box::leak("x".repeat(bytes).into_boxed_str());
    let answer =
        move || async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], body) };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, Router::new().fallback(get(answer))).await?)
}
