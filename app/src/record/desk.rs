//! A file on its way in: what was sent, how it is read, what would become of it, what became of it.

use std::{collections::BTreeMap, future::Future, time::Duration};

use leptos::{prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;
use shared::{
    api::{
        ApiError, ColumnLook, ImportDetail, ImportReport, ImportState as State, NewImport, Preview,
        PreviewQuery, SheetQuery, Upload,
    },
    exchange::begins_grid,
    id::{BatchId, UploadId},
    metric::Metric,
    record::{ASK, MappingDocument, Meaning, Precision},
};

use super::dropped::JourneyFile;
use crate::{
    api::{Api, use_api},
    exchange::is_grid_for_certain,
    focus,
    shell::{Announcer, use_announcer},
    words::{Wording, use_words},
};

/// How often the figures of an import are asked for, in milliseconds.
const EVERY: u64 = 400;

/// What the page waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Busy {
    /// Nothing.
    No,
    /// The file is sent and looked at.
    Sending,
    /// All rows are looked at.
    Checking,
    /// An import begins.
    Starting,
}

/// What a mapping still lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lack {
    /// A column says when.
    Time,
    /// The question which part of a date is the day.
    Answer,
    /// A rating or an amount.
    Rating,
    /// What holds for the whole file.
    Variable,
}

/// All that the page knows.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) upload: RwSignal<Option<Upload>>,
    pub(super) mapping: RwSignal<Option<MappingDocument>>,
    /// Whether the mapping of a file with the same headers is in use.
    pub(super) remembered: RwSignal<bool>,
    /// What holds for the whole file, by name.
    pub(super) variables: RwSignal<BTreeMap<String, String>>,
    pub(super) preview: RwSignal<Option<Result<Preview, ApiError>>>,
    pub(super) report: RwSignal<Option<ImportReport>>,
    pub(super) running: RwSignal<Option<BatchId>>,
    pub(super) state: RwSignal<Option<ImportDetail>>,
    pub(super) busy: RwSignal<Busy>,
    pub(super) failed: RwSignal<Option<ApiError>>,
    /// Key and name of every touchpoint there is.
    pub(super) touchpoints: RwSignal<Vec<(String, String)>>,
    /// The metrics that a rating can feed.
    pub(super) metrics: RwSignal<Vec<Metric>>,
    /// A file that is a journey, on its way to where journeys come in.
    pub(super) journey: RwSignal<Option<JourneyFile>>,
    /// The file at hand, as long as this page has it.
    file: StoredValue<Option<JourneyFile>>,
    /// The last preview that was asked for: earlier answers come too late.
    asked: StoredValue<u32>,
    announcer: Announcer,
    words: Wording,
}

impl Desk {
    /// An empty desk. Take it in a component's body.
    pub(super) fn new() -> Self {
        let desk = Self {
            upload: RwSignal::new(None),
            mapping: RwSignal::new(None),
            remembered: RwSignal::new(false),
            variables: RwSignal::new(BTreeMap::new()),
            preview: RwSignal::new(None),
            report: RwSignal::new(None),
            running: RwSignal::new(None),
            state: RwSignal::new(None),
            busy: RwSignal::new(Busy::No),
            failed: RwSignal::new(None),
            touchpoints: RwSignal::new(Vec::new()),
            metrics: RwSignal::new(Vec::new()),
            journey: RwSignal::new(None),
            file: StoredValue::new(None),
            asked: StoredValue::new(0),
            announcer: use_announcer(),
            words: use_words(),
        };
        let api = use_api();
        Effect::new(move |_| {
            let Ok(api) = api.clone() else { return };
            spawn_local(async move {
                // Without them a rating can still feed what it feeds.
                if let Ok(view) = api.definitions().await {
                    let offered = view.metrics.into_iter().filter(|listed| !listed.retired);
                    let offered = offered.map(|listed| listed.metric);
                    desk.metrics.set(offered.collect());
                }
                // Without the catalogue a rating can still be about the whole, or about a new touchpoint.
                let Ok(view) = api.catalogue().await else {
                    return;
                };
                let there = view.catalogue.touchpoints.values();
                let there = there
                    .filter(|touchpoint| !touchpoint.retired)
                    .map(|touchpoint| {
                        let key = touchpoint.key.clone();
                        let key = key.unwrap_or_else(|| {
                            shared::record::slug(&touchpoint.name, "touchpoint")
                        });
                        (key, touchpoint.name.clone())
                    });
                let mut there: Vec<_> = there.collect();
                there.sort_by(|one, other| one.1.cmp(&other.1));
                desk.touchpoints.set(there);
            });
        });
        desk
    }

    /// Forgets everything: ready for another file.
    pub(super) fn clear(self) {
        self.upload.set(None);
        self.mapping.set(None);
        self.remembered.set(false);
        self.variables.set(BTreeMap::new());
        self.preview.set(None);
        self.report.set(None);
        self.running.set(None);
        self.state.set(None);
        self.failed.set(None);
        self.file.set_value(None);
        self.busy.set(Busy::No);
        self.asked.update_value(|asked| *asked += 1);
    }

    /// Takes a file: one that can be nothing but a journey goes to where journeys come in, any other is sent and looked at.
    pub(super) fn receive(self, name: &str, file: web_sys::Blob) {
        if self.busy.get_untracked() != Busy::No {
            return;
        }
        let name = name.to_owned();
        spawn_local(async move {
            let is_journey = is_grid_for_certain(&name, &file).await;
            // The page may have been left meanwhile.
            if self.busy.try_get_untracked() != Some(Busy::No) {
                return;
            }
            let kept = SendWrapper::new((Some(name.clone()), file.clone()));
            if is_journey {
                self.journey.set(Some(kept));
            } else {
                self.send(&name, &file);
                self.file.set_value(Some(kept));
            }
        });
    }

    /// Whether the file at hand may as well be a journey, by what stands in its first cell.
    pub(super) fn may_be_journey(self) -> bool {
        let begins = self.upload.with(|upload| {
            let first = upload.as_ref().and_then(|upload| upload.columns.first());
            first.is_some_and(|column| begins_grid(&column.header))
        });
        begins && self.file.with_value(Option::is_some)
    }

    /// Takes the file at hand to where journeys come in.
    pub(super) fn is_journey(self) {
        self.journey.set(self.file.get_value());
    }

    /// It is no journey.
    pub(super) fn is_records(self) {
        self.file.set_value(None);
        self.upload.notify();
    }

    /// Sends a file and looks at it.
    fn send(self, name: &str, file: &web_sys::Blob) {
        let (api, name, file) = (use_api(), name.to_owned(), file.clone());
        self.look(async move { api?.upload(name, file).await });
    }

    /// Looks again at a file that was sent before.
    pub(super) fn again(self, upload: UploadId) {
        let api = use_api();
        self.look(async move { api?.waiting(upload, SheetQuery::default()).await });
    }

    fn look(self, answer: impl Future<Output = Result<Upload, ApiError>> + 'static) {
        if self.busy.get_untracked() != Busy::No {
            return;
        }
        self.clear();
        self.busy.set(Busy::Sending);
        spawn_local(async move {
            let answer = answer.await;
            self.busy.set(Busy::No);
            self.looked(answer);
        });
    }

    /// Takes what was seen in a file; whether it could be read.
    fn looked(self, answer: Result<Upload, ApiError>) -> bool {
        let upload = match answer {
            Ok(upload) => upload,
            Err(error) => {
                self.failed.set(Some(error));
                return false;
            }
        };
        let columns = upload.columns.len();
        let said = self.words.now().import.looked(&upload.file, columns);
        self.announcer.say(said);
        let remembered = upload.remembered.clone().map(|kept| kept.mapping);
        self.remembered.set(remembered.is_some());
        self.mapping
            .set(Some(remembered.unwrap_or_else(|| upload.mapping.clone())));
        self.upload.set(Some(upload));
        self.changed();
        true
    }

    /// Looks at another sheet of the spreadsheet; what this one was read as is kept if that one cannot be.
    pub(super) fn choose_sheet(self, sheet: String) {
        let upload = self
            .upload
            .with_untracked(|upload| upload.as_ref().map(|upload| upload.upload));
        let Some(upload) = upload.filter(|_| self.busy.get_untracked() == Busy::No) else {
            return;
        };
        self.busy.set(Busy::Sending);
        let api = use_api();
        spawn_local(async move {
            let query = SheetQuery { sheet: Some(sheet) };
            let answer = async { api?.waiting(upload, query).await }.await;
            self.busy.set(Busy::No);
            if self.looked(answer) {
                // The page was made anew around it.
                focus::soon(super::sheet::SHEET);
            } else {
                // The choice goes back to the sheet that is still shown.
                self.upload.notify();
            }
        });
    }

    /// Says what holds for the whole file.
    pub(super) fn given(self, name: &str, value: &str) {
        let value = value.trim().to_owned();
        self.variables.update(|all| {
            all.insert(name.to_owned(), value);
        });
        self.changed();
    }

    /// What the mapping wants to know of the whole file, as far as it is known.
    fn declared(self, mapping: &MappingDocument) -> BTreeMap<String, String> {
        self.variables.with_untracked(|all| {
            let wanted = mapping.source.variables.iter();
            let known = wanted.filter_map(|name| Some((name.clone(), all.get(name)?.clone())));
            known.filter(|(_, value)| !value.is_empty()).collect()
        })
    }

    /// Takes the guess instead of what is remembered, or the other way round.
    pub(super) fn switch(self, remembered: bool) {
        let Some(upload) = self.upload.get_untracked() else {
            return;
        };
        let kept = upload
            .remembered
            .map(|kept| kept.mapping)
            .filter(|_| remembered);
        self.remembered.set(kept.is_some());
        self.mapping.set(Some(kept.unwrap_or(upload.mapping)));
        self.changed();
    }

    /// Gives a column another meaning.
    pub(super) fn assign(self, column: &ColumnLook, meaning: Meaning) {
        let guessed = self.upload.with_untracked(|upload| {
            let guessed = &upload.as_ref()?.mapping;
            let is_time = matches!(guessed.meaning(&column.header), Meaning::Time { .. });
            is_time.then_some(guessed.time.precision)
        });
        self.edit(|mapping| {
            if let Meaning::Time { format } = &meaning {
                let clock = format.contains(":%M")
                    || column.dates.iter().any(|date| date.format.contains(":%M"));
                let usual = if clock {
                    Precision::Instant
                } else {
                    Precision::Day
                };
                mapping.time.precision = guessed.unwrap_or(usual);
            }
            mapping.assign(&column.header, meaning);
        });
    }

    /// Changes the mapping.
    pub(super) fn edit(self, change: impl FnOnce(&mut MappingDocument)) {
        self.mapping.update(|mapping| {
            if let Some(mapping) = mapping {
                change(mapping);
            }
        });
        self.changed();
    }

    /// What the mapping still lacks, tracked.
    pub(super) fn lack(self) -> Option<Lack> {
        self.mapping.with(|mapping| {
            let mapping = mapping.as_ref()?;
            if mapping.time.forms.is_empty() {
                return Some(Lack::Time);
            }
            let mut since = mapping
                .amount
                .iter()
                .filter_map(|amount| amount.format.as_deref());
            let asked = mapping.time.forms.iter().any(|form| form.format == ASK);
            if asked || since.any(|format| format == ASK) {
                return Some(Lack::Answer);
            }
            let unknown = |name: &String| {
                self.variables
                    .with(|all| all.get(name).is_none_or(String::is_empty))
            };
            if mapping.source.variables.iter().any(unknown) {
                return Some(Lack::Variable);
            }
            let rated = mapping
                .touchpoint
                .iter()
                .any(|touchpoint| !touchpoint.items.is_empty());
            let counted = !mapping.complaint.is_empty() || !mapping.amount.is_empty();
            (mapping.item.is_empty() && !rated && !counted).then_some(Lack::Rating)
        })
    }

    /// After the mapping changed: what was counted counts no more, and the preview follows.
    fn changed(self) {
        self.report.set(None);
        self.failed.set(None);
        let number = self.asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        });
        if untrack(|| self.lack()).is_some() {
            self.preview.set(None);
            return;
        }
        let upload = self
            .upload
            .with_untracked(|upload| upload.as_ref().map(|upload| upload.upload));
        let (Some(upload), Some(mapping)) = (upload, self.mapping.get_untracked()) else {
            return;
        };
        let api = use_api();
        let query = PreviewQuery {
            variables: self.declared(&mapping),
            mapping,
        };
        spawn_local(async move {
            let answer = async { api?.preview(upload, query).await }.await;
            if self.asked.try_get_value() == number {
                self.preview.set(Some(answer));
            }
        });
    }

    /// Looks what would become of all rows.
    pub(super) fn check(self) {
        self.begin(true);
    }

    /// Imports the file.
    pub(super) fn import(self) {
        self.begin(false);
    }

    fn begin(self, dry_run: bool) {
        let upload = self
            .upload
            .with_untracked(|upload| upload.as_ref().map(|upload| upload.upload));
        let (Some(upload), Some(mapping)) = (upload, self.mapping.get_untracked()) else {
            return;
        };
        if self.busy.get_untracked() != Busy::No || untrack(|| self.lack()).is_some() {
            return;
        }
        self.busy.set(if dry_run {
            Busy::Checking
        } else {
            Busy::Starting
        });
        self.failed.set(None);
        let wished = NewImport {
            upload,
            variables: self.declared(&mapping),
            mapping: Some(mapping),
            named: None,
            dry_run,
        };
        let api = use_api();
        spawn_local(async move {
            let answer = async { api?.import(wished).await }.await;
            self.busy.set(Busy::No);
            match answer {
                Ok(reply) => {
                    if let Some(report) = reply.report {
                        self.announcer.say(
                            self.words
                                .now()
                                .import
                                .checked(report.rows.added, report.rows.rejected),
                        );
                        self.report.set(Some(report));
                    }
                    if let Some(import) = reply.import {
                        self.state.set(None);
                        self.running.set(Some(import));
                        self.follow(import);
                    }
                }
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }

    /// Asks how far an import is until it has ended.
    fn follow(self, import: BatchId) {
        let api = use_api();
        spawn_local(async move {
            let answer = async { api?.import_detail(import).await }.await;
            // The page is gone, or shows another import.
            if self.running.try_get_untracked().flatten() != Some(import) {
                return;
            }
            let ended = match answer {
                Ok(state) => {
                    let ended = state.import.state != State::Loading;
                    if ended {
                        self.announcer
                            .say(super::outcome::said(self.words.now_lang(), &state.import));
                    }
                    self.state.set(Some(state));
                    ended
                }
                // The server may be back in a moment; the import does not need this page.
                Err(_) => false,
            };
            if !ended {
                set_timeout(move || self.follow(import), Duration::from_millis(EVERY));
            }
        });
    }

    /// Cancels the import, or takes it back.
    pub(super) fn take_back(self) {
        let Some(import) = self.running.get_untracked() else {
            return;
        };
        let api = use_api();
        spawn_local(async move {
            match async { api?.take_back(import).await }.await {
                Ok(()) => self.follow(import),
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }
}
