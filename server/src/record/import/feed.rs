//! The reading half of an import: a thread that parses ahead, and the chunks it hands over.

use std::{io::Read, sync::Arc, time::Duration};

use jiff::tz::TimeZone;
use shared::{
    api::Reject,
    record::{FileProblem, ImportStop},
};
use tokio::sync::{mpsc, oneshot};

use super::{
    ImportError,
    header::{Header, HeaderNotes},
    parse::{Parsed, Parser},
};
use crate::record::{
    mapping::Mapping,
    table::{Row, Table, TableError},
};

/// Rows parsed ahead in one piece, and pieces ahead of the writer.
const PIECE: usize = 50;
const PIECES: usize = 64;
/// How long a chunk that is not full waits for more: a transaction for a handful of rows costs as much as a large one.
const GATHER: Duration = Duration::from_millis(10);

/// What was read since the last time.
#[derive(Default)]
pub(super) struct Fed {
    pub(super) rows: Vec<Parsed>,
    /// Rows and single values that could not be read.
    pub(super) rejects: Vec<Reject>,
    /// How many of the rejects are rows.
    pub(super) rows_rejected: u64,
    /// The end of the file: nothing follows.
    pub(super) end: bool,
    bytes: u64,
}

impl Fed {
    fn add(&mut self, more: Self) {
        self.rows.extend(more.rows);
        self.rejects.extend(more.rejects);
        self.rows_rejected += more.rows_rejected;
        self.bytes = more.bytes;
        self.end = more.end;
    }
}

/// The rows of a file, read on a thread of their own.
pub(super) struct Feed {
    pieces: mpsc::Receiver<Result<Fed, ImportError>>,
    /// Received and not handed on yet.
    gathered: Fed,
    bytes: u64,
}

impl Feed {
    /// Reads the header; the rows follow on their own thread.
    pub(super) async fn open(
        file: impl Read + Send + 'static,
        name: &str,
        mapping: Arc<Mapping>,
        zone: TimeZone,
    ) -> Result<(Self, HeaderNotes), ImportError> {
        let (send_notes, notes) = oneshot::channel();
        let (send, pieces) = mpsc::channel(PIECES);
        let name = name.to_owned();
        tokio::task::spawn_blocking(move || {
            let opened = Table::open(file, &name, &mapping)
                .map_err(ImportError::from)
                .and_then(|mut rows| Ok((open(&mut rows, &mapping)?, rows)));
            let (header, mut rows) = match opened {
                Ok(opened) => opened,
                Err(error) => {
                    let _ = send_notes.send(Err(error));
                    return;
                }
            };
            let notes = header.notes(&mapping);
            let parser = Parser::bind(&mapping, &header, zone).map_err(ImportError::from);
            let parser = parser.and_then(|parser| {
                if parser.has_answers() {
                    return Ok(parser);
                }
                let missing: Vec<&str> = notes.missing.iter().take(5).map(String::as_str).collect();
                let missing = missing.join(", ");
                Err(ImportStop::NoAnswers { missing }.into())
            });
            match parser {
                Err(error) => {
                    let _ = send_notes.send(Err(error));
                }
                Ok(parser) => {
                    if send_notes.send(Ok(notes)).is_ok() {
                        read(&mut rows, parser, &send);
                    }
                }
            }
        });
        let notes = notes.await.map_err(|_| ImportError::Died)??;
        let feed = Self {
            pieces,
            gathered: Fed::default(),
            bytes: 0,
        };
        Ok((feed, notes))
    }

    /// About `rows` rows, fewer at the end of the file. May be cancelled without losing any.
    pub(super) async fn next(&mut self, rows: usize) -> Result<Fed, ImportError> {
        let mut until = None;
        while !self.gathered.end && self.gathered.rows.len() + PIECE <= rows.max(PIECE) {
            let received = match until {
                None => self.pieces.recv().await,
                Some(until) => match tokio::time::timeout_at(until, self.pieces.recv()).await {
                    Ok(received) => received,
                    Err(_) => break,
                },
            };
            // A reader that ends without saying so died; what it read is not the whole file.
            let piece = received.ok_or(ImportError::Died)??;
            until.get_or_insert_with(|| tokio::time::Instant::now() + GATHER);
            self.gathered.add(piece);
        }
        self.bytes = self.gathered.bytes;
        Ok(std::mem::take(&mut self.gathered))
    }

    /// Bytes of the file that were read.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }
}

pub(super) fn open(rows: &mut Table, mapping: &Mapping) -> Result<Header, ImportError> {
    let mut row = Row::default();
    if !rows.next(&mut row)? {
        return Err(TableError::from(FileProblem::Empty).into());
    }
    let mut header = Header::read(&row, mapping)?;
    if rows.is_open_ended() {
        rows.expect(header.expect(mapping));
    }
    Ok(header)
}

/// Reads to the end, or until nobody listens any more.
fn read(rows: &mut Table, mut parser: Parser<'_>, send: &mpsc::Sender<Result<Fed, ImportError>>) {
    let mut row = Row::default();
    let mut fed = Fed::default();
    loop {
        match rows.next(&mut row) {
            Err(error) => {
                let _ = send.blocking_send(Err(error.into()));
                return;
            }
            Ok(false) => {
                fed.bytes = rows.bytes();
                fed.end = true;
                let _ = send.blocking_send(Ok(fed));
                return;
            }
            Ok(true) => {}
        }
        let mut parsed = Parsed::default();
        match parser.parse(&row, &mut parsed, &mut fed.rejects) {
            Ok(()) => fed.rows.push(parsed),
            Err(reject) => {
                fed.rows_rejected += 1;
                fed.rejects.push(reject);
            }
        }
        if fed.rows.len() + fed.rejects.len() >= PIECE {
            fed.bytes = rows.bytes();
            if send.blocking_send(Ok(std::mem::take(&mut fed))).is_err() {
                return;
            }
        }
    }
}
