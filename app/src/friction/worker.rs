//! The page's side of the worker that computes friction.
//!
//! One job counts: the newest. What the worker says of an older one is not heard. Where no worker can be had (none in the
//! build, a browser that refuses it, a worker that fails) the page computes by itself.

use leptos::{
    prelude::document,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
    web_sys::{MessageEvent, Worker as Thread, WorkerOptions, WorkerType},
};
use shared::friction::Settings;

use super::work::{Bench, Given, Scored, scored};

/// Who computes, and for whom.
pub(super) struct Worker {
    /// Until it is known that there is none.
    thread: Option<Thread>,
    /// Sent with the next job.
    unsent: bool,
    given: Given,
    /// Made where the page has to compute by itself.
    bench: Option<Bench>,
    job: u32,
    /// The newest job, should the worker fail at it.
    asked: Option<(Settings, u32)>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut(JsValue)>,
}

/// What came of a message or a failure.
pub(super) enum Heard {
    /// The worker said something.
    Message(JsValue),
    /// There is no worker any more.
    Failure,
}

impl Worker {
    /// A worker for this evidence; `tell` hears what comes from it, and hands it to [`Worker::hear`].
    pub(super) fn new(given: Given, tell: impl Fn(Heard) + Clone + 'static) -> Self {
        let told = tell.clone();
        let heard = Closure::new(move |event: MessageEvent| told(Heard::Message(event.data())));
        let failed = Closure::new(move |_| tell(Heard::Failure));
        let thread = thread();
        if let Some(thread) = &thread {
            thread.set_onmessage(Some(heard.as_ref().unchecked_ref()));
            thread.set_onerror(Some(failed.as_ref().unchecked_ref()));
        }
        Self {
            thread,
            unsent: true,
            given,
            bench: None,
            job: 0,
            asked: None,
            _heard: heard,
            _failed: failed,
        }
    }

    /// Asks for scores; earlier jobs are dropped. They come later, or now where there is no worker.
    pub(super) fn ask(&mut self, settings: &Settings, draws: u32) -> Option<Scored> {
        self.job += 1;
        let Some(thread) = &self.thread else {
            return Some(self.here(settings.clone(), draws));
        };
        let evidence = if self.unsent {
            serde_json::to_string(&self.given).map_or(JsValue::NULL, JsValue::from)
        } else {
            JsValue::NULL
        };
        let message = js_sys::Array::of4(
            &self.job.into(),
            &evidence,
            &settings.to_string().into(),
            &draws.into(),
        );
        if thread.post_message(&message).is_err() {
            return self.without(settings.clone(), draws);
        }
        self.unsent = false;
        self.asked = Some((settings.clone(), draws));
        None
    }

    /// The scores in what was heard, if it is about the newest job.
    pub(super) fn hear(&mut self, heard: Heard) -> Option<Scored> {
        let data: js_sys::Array = match heard {
            Heard::Message(data) => data.dyn_into().ok()?,
            Heard::Failure => {
                let (settings, draws) = self.asked.take()?;
                return self.without(settings, draws);
            }
        };
        if data.get(0).as_f64() != Some(f64::from(self.job)) {
            return None;
        }
        let (settings, draws) = self.asked.take()?;
        let read = data.get(1).dyn_into::<js_sys::Uint8Array>().ok();
        match read.and_then(|bytes| scored(&bytes.to_vec())) {
            Some(scores) => Some(scores),
            None => self.without(settings, draws),
        }
    }

    fn without(&mut self, settings: Settings, draws: u32) -> Option<Scored> {
        if let Some(thread) = self.thread.take() {
            thread.terminate();
        }
        Some(self.here(settings, draws))
    }

    fn here(&mut self, settings: Settings, draws: u32) -> Scored {
        let given = &mut self.given;
        let bench = self
            .bench
            .get_or_insert_with(|| Bench::new(std::mem::take(given)));
        bench.scores(settings, draws)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(thread) = &self.thread {
            thread.terminate();
        }
    }
}

/// The worker at the address that the document names.
fn thread() -> Option<Thread> {
    let address = document()
        .document_element()?
        .get_attribute("data-worker")?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Thread::new_with_options(&address, &options).ok()
}
