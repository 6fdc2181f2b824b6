//! A small HTTP/1.1 client that keeps its connection: enough to ask a server of ours, cheap enough not to be what is
//! measured.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};

use serde::{Serialize, de::DeserializeOwned};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

use crate::trouble::Trouble;

/// One kept connection.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    addr: SocketAddr,
    line: String,
    /// The body of the last answer.
    pub(crate) body: Vec<u8>,
    /// The cookie that the last answer set.
    set_cookie: Option<String>,
    /// The cookie that is sent, and the address that a proxy would say.
    cookie: String,
    forwarded: String,
}

impl Connection {
    pub(crate) async fn open(addr: SocketAddr) -> Result<Self, Trouble> {
        let stream = TcpStream::connect(addr).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::with_capacity(1 << 16, stream),
            addr,
            line: String::new(),
            body: Vec::new(),
            set_cookie: None,
            cookie: String::new(),
            forwarded: String::new(),
        })
    }

    /// Sends the cookie that the last answer set from now on.
    pub(crate) fn keep_cookie(&mut self) {
        if let Some(cookie) = self.set_cookie.take() {
            self.cookie = format!("cookie: {cookie}\r\n");
        }
    }

    /// Another connection of whoever has this one: servers hang up on those that say nothing for a while.
    pub(crate) async fn again(&self) -> Result<Self, Trouble> {
        let mut again = Self::open(self.addr).await?;
        again.cookie.clone_from(&self.cookie);
        Ok(again)
    }

    /// Says from now on that somebody at this address asks.
    pub(crate) fn say_from(&mut self, address: Ipv4Addr) {
        self.forwarded = format!("x-forwarded-for: {address}\r\n");
    }

    /// Gets JSON.
    pub(crate) async fn get<T: DeserializeOwned>(&mut self, path: &str) -> Result<T, Trouble> {
        self.ask("GET", path, &[]).await?;
        Ok(serde_json::from_slice(&self.body)?)
    }

    /// Posts JSON, and gets some back.
    pub(crate) async fn post<T: DeserializeOwned>(
        &mut self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Trouble> {
        let body = serde_json::to_vec(body)?;
        self.ask("POST", path, &body).await?;
        Ok(serde_json::from_slice(&self.body)?)
    }

    /// Asks without accepting any compression, and leaves the answer in `body`. Any status but 2xx is trouble.
    pub(crate) async fn ask(
        &mut self,
        method: &'static str,
        path: &str,
        body: &[u8],
    ) -> Result<(), Trouble> {
        self.send(method, path, "application/json", body).await
    }

    /// The same with a body of any type.
    pub(crate) async fn send(
        &mut self,
        method: &'static str,
        path: &str,
        content_type: &str,
        body: &[u8],
    ) -> Result<(), Trouble> {
        let content = if body.is_empty() {
            String::new()
        } else {
            format!(
                "content-type: {content_type}\r\ncontent-length: {}\r\n",
                body.len()
            )
        };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\n{content}{}{}\r\n",
            self.addr, self.cookie, self.forwarded
        );
        self.stream
            .write_all(&[head.as_bytes(), body].concat())
            .await?;
        let status = self.read().await?;
        if (200..300).contains(&status) {
            return Ok(());
        }
        Err(Trouble::Status {
            method,
            path: path.to_owned(),
            status,
            body: String::from_utf8_lossy(&self.body)
                .chars()
                .take(500)
                .collect(),
        })
    }

    async fn read(&mut self) -> Result<u16, Trouble> {
        self.next_line().await?;
        let status = self
            .line
            .split(' ')
            .nth(1)
            .and_then(|code| code.parse().ok());
        let status = status.ok_or(Trouble::Http("the first line"))?;
        let (mut length, mut chunked) = (0, false);
        loop {
            self.next_line().await?;
            let Some((name, value)) = self.line.split_once(':') else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value
                    .trim()
                    .parse()
                    .map_err(|_| Trouble::Http("content-length"))?;
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                chunked = true;
            } else if name.eq_ignore_ascii_case("set-cookie") {
                let cookie = value.split(';').next().unwrap_or_default();
                self.set_cookie = Some(cookie.trim().to_owned());
            }
        }
        self.body.clear();
        if !chunked {
            self.take(length).await?;
            return Ok(status);
        }
        loop {
            self.next_line().await?;
            let size = self.line.split(';').next().unwrap_or_default().trim();
            let size = usize::from_str_radix(size, 16)
                .map_err(|_| Trouble::Http("the size of a chunk"))?;
            self.take(size).await?;
            self.next_line().await?;
            if size == 0 {
                return Ok(status);
            }
        }
    }

    async fn next_line(&mut self) -> Result<(), Trouble> {
        self.line.clear();
        if self.stream.read_line(&mut self.line).await? == 0 {
            return Err(Trouble::Http("a closed connection"));
        }
        self.line.truncate(self.line.trim_end().len());
        Ok(())
    }

    async fn take(&mut self, bytes: usize) -> Result<(), Trouble> {
        let start = self.body.len();
        self.body.resize(start + bytes, 0);
        self.stream.read_exact(&mut self.body[start..]).await?;
        Ok(())
    }
}

/// Answers per second that `addr` gives at `path` to so many connections, each asking again as soon as it has its answer.
pub(crate) async fn rate(
    addr: SocketAddr,
    path: &str,
    connections: usize,
    time: Duration,
) -> Result<f64, Trouble> {
    let start = Instant::now();
    let asking = (0..connections).map(|_| {
        let path = path.to_owned();
        tokio::spawn(async move {
            let mut connection = Connection::open(addr).await?;
            let mut answers = 0_u64;
            while start.elapsed() < time {
                connection.ask("GET", &path, &[]).await?;
                answers += 1;
            }
            Ok::<_, Trouble>(answers)
        })
    });
    let mut answers = 0;
    for asking in asking.collect::<Vec<_>>() {
        answers += asking.await??;
    }
    Ok(answers as f64 / start.elapsed().as_secs_f64())
}
