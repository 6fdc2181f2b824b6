//! A small mail server for tests: it speaks enough of RFC 5321 to be sent letters, keeps them, and misbehaves when asked to.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Takes every letter.
    Friendly,
    /// Takes connections and says nothing.
    Silent,
    /// Takes a letter's text and says nothing any more.
    SilentAtTheEnd,
    /// Refuses recipients for good, repeating their address.
    Refusing,
    /// Turns away so many letters, then takes them.
    Greylisting(usize),
    /// Refuses every user and password.
    Locked,
}

/// A letter as it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arrived {
    /// What MAIL said.
    pub(crate) from: String,
    /// What each RCPT said.
    pub(crate) to: Vec<String>,
    /// What DATA brought, without the dots that were added for the way.
    pub(crate) text: String,
}

impl Arrived {
    /// A header, decoded.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let head = self.text.split("\r\n\r\n").next()?.replace("\r\n ", " ");
        let prefix = format!("{}:", name.to_lowercase());
        let found: Vec<_> = head
            .lines()
            .filter(|line| line.to_lowercase().starts_with(&prefix))
            .collect();
        assert!(found.len() <= 1, "{name} is there {} times", found.len());
        Some(words(found.first()?[prefix.len()..].trim()))
    }

    /// The body, decoded, with line feeds only.
    pub(crate) fn body(&self) -> String {
        let raw = self
            .text
            .split_once("\r\n\r\n")
            .map_or("", |(_, body)| body);
        let encoding = self.header("Content-Transfer-Encoding");
        let body = match encoding.as_deref() {
            Some("quoted-printable") => quoted(&raw.replace("=\r\n", "")),
            Some("base64") => base64(raw),
            _ => raw.to_owned(),
        };
        body.replace("\r\n", "\n")
    }
}

/// A server that runs until it is dropped.
pub(crate) struct SmtpServer {
    /// Where it listens.
    pub(crate) addr: SocketAddr,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    said: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl SmtpServer {
    /// Starts one on a free port.
    pub(crate) async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let (arrived, said) = (Arc::default(), Arc::default());
        let turned_away = Arc::default();
        let (letters, lines) = (Arc::clone(&arrived), Arc::clone(&said));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let talk = Talk {
                    manner,
                    arrived: Arc::clone(&letters),
                    said: Arc::clone(&lines),
                    turned_away: Arc::clone(&turned_away),
                };
                tokio::spawn(talk.run(stream));
            }
        });
        Self {
            addr,
            arrived,
            said,
            task,
        }
    }

    /// Its address for a mailer.
    pub(crate) fn url(&self) -> String {
        format!("smtp://{}", self.addr)
    }

    /// The letters that it took, in order.
    pub(crate) fn arrived(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap().clone()
    }

    /// The lines that clients said outside of letters.
    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().unwrap().clone()
    }

    /// The letters, once there are so many of them; fails after ten seconds.
    pub(crate) async fn wait_for(&self, count: usize) -> Vec<Arrived> {
        for _ in 0..1_000 {
            let arrived = self.arrived();
            if arrived.len() >= count {
                return arrived;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{} letters came instead of {count}", self.arrived().len());
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Talk {
    manner: Manner,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    said: Arc<Mutex<Vec<String>>>,
    turned_away: Arc<Mutex<usize>>,
}

impl Talk {
    async fn run(self, stream: TcpStream) {
        if self.manner == Manner::Silent {
            return std::future::pending().await;
        }
        // Whoever hangs up ends the talk.
        let _ = self.talk(stream).await;
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut read = BufReader::new(read);
        let mut letter = Arrived::default();
        write.write_all(b"220 test ESMTP\r\n").await?;
        loop {
            let mut line = String::new();
            if read.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            assert!(line.ends_with("\r\n"), "a bare line feed: {line:?}");
            let line = line.trim_end().to_owned();
            self.said.lock().unwrap().push(line.clone());
            let verb = line
                .split([' ', ':'])
                .next()
                .unwrap_or_default()
                .to_uppercase();
            let answer = match verb.as_str() {
                "EHLO" => "250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n".to_owned(),
                "AUTH" if self.manner == Manner::Locked => "535 5.7.8 no\r\n".to_owned(),
                "AUTH" => "235 2.7.0 yes\r\n".to_owned(),
                "MAIL" => {
                    letter = Arrived {
                        from: line,
                        ..Arrived::default()
                    };
                    "250 yes\r\n".to_owned()
                }
                "RCPT" => {
                    let answer = self.recipient(&line);
                    letter.to.push(line);
                    answer
                }
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await?;
                    letter.text = text(&mut read).await?;
                    if self.manner == Manner::SilentAtTheEnd {
                        return std::future::pending().await;
                    }
                    self.arrived.lock().unwrap().push(letter.clone());
                    "250 yes\r\n".to_owned()
                }
                "QUIT" => "221 bye\r\n".to_owned(),
                _ => "500 what?\r\n".to_owned(),
            };
            write.write_all(answer.as_bytes()).await?;
        }
    }

    fn recipient(&self, line: &str) -> String {
        match self.manner {
            Manner::Refusing => format!("550 5.1.1 nobody here: {line}\r\n"),
            Manner::Greylisting(times) => {
                let mut turned_away = self.turned_away.lock().unwrap();
                *turned_away += 1;
                if *turned_away <= times {
                    "451 4.7.1 later\r\n".to_owned()
                } else {
                    "250 yes\r\n".to_owned()
                }
            }
            _ => "250 yes\r\n".to_owned(),
        }
    }
}

async fn text(read: &mut (impl AsyncBufReadExt + Unpin)) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if read.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        assert!(line.ends_with("\r\n"), "a bare line feed: {line:?}");
        if line == ".\r\n" {
            return Ok(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

/// `=?utf-8?b?…?=` and `=?utf-8?q?…?=` (RFC 2047).
fn words(header: &str) -> String {
    let mut plain = String::new();
    let mut after_word = false;
    for word in header.split(' ') {
        let parts: Vec<_> = word.split('?').collect();
        let decoded = match parts.as_slice() {
            ["=", charset, encoding, text, "="] if charset.eq_ignore_ascii_case("utf-8") => {
                match encoding.to_lowercase().as_str() {
                    "b" => Some(base64(text)),
                    "q" => Some(quoted(&text.replace('_', " "))),
                    _ => None,
                }
            }
            _ => None,
        };
        // Blanks between two encoded words are not part of the text.
        let between = after_word && decoded.is_some();
        if !(plain.is_empty() || between) {
            plain.push(' ');
        }
        after_word = decoded.is_some();
        plain.push_str(&decoded.unwrap_or_else(|| word.to_owned()));
    }
    plain
}

fn base64(text: &str) -> String {
    use base64::Engine as _;
    let compact: String = text.split_whitespace().collect();
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(compact)
        .unwrap();
    String::from_utf8(bytes).unwrap()
}

fn quoted(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'=' {
            let hex = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}
