//! Reading a Mermaid `journey`, line by line. A line that the grammar does not know is left out and listed.

use super::{SCORES, emotion};
use crate::{
    exchange::{
        Format,
        problem::{LeftOut, ReadError, ReadProblem},
        sketch::{Named, Sketch, SketchEmotion},
    },
    journey::LaneKind,
};

/// Reads the diagram of a file, or the first one in a Markdown text.
pub(in crate::exchange) fn read(text: &str) -> Result<Sketch, ReadError> {
    let mut reader = Reader::default();
    let fenced = text.lines().any(|line| line.trim().starts_with(FENCE));
    let mut inside = !fenced;
    for (line, text) in (1..).zip(text.lines()) {
        let trimmed = text.trim();
        if fenced && !inside {
            inside = trimmed.starts_with(FENCE);
            continue;
        }
        if fenced && trimmed.starts_with("```") {
            break;
        }
        reader.line(line, trimmed)?;
    }
    if !reader.begun {
        let format = Format::Mermaid;
        return Err(ReadProblem::OtherFormat { format }.whole());
    }
    reader.sketch.finish()
}

const FENCE: &str = "```mermaid";
/// The most bytes of a line: a task and its actors are shorter.
const MOST_LINE: usize = 16 << 10;

/// What goes on over several lines.
#[derive(Default, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    /// `---` … `---` before the diagram.
    FrontMatter,
    /// `%%{` … `}%%`.
    Directive,
    /// `accDescr {` … `}`.
    Description,
}

#[derive(Default)]
struct Reader {
    sketch: Sketch,
    begun: bool,
    within: Within,
    stage: Option<usize>,
    /// The last step, and who feels something there.
    last: Option<(usize, Vec<usize>)>,
}

impl Reader {
    fn line(&mut self, line: u32, text: &str) -> Result<(), ReadError> {
        let end = match self.within {
            Within::Nothing => None,
            Within::FrontMatter => Some(text == "---"),
            Within::Directive => Some(text.ends_with("}%%")),
            Within::Description => Some(text.ends_with('}')),
        };
        if let Some(end) = end {
            if end {
                self.within = Within::Nothing;
            }
            return Ok(());
        }
        if text.starts_with("%%{") {
            if !text.ends_with("}%%") {
                self.within = Within::Directive;
            }
            return Ok(());
        }
        if text.is_empty() || text.starts_with("%%") {
            return Ok(());
        }
        if text.len() > MOST_LINE {
            self.sketch.omit(line, text, LeftOut::NotUnderstood);
            return Ok(());
        }
        if !self.begun {
            if text == "---" {
                self.within = Within::FrontMatter;
                return Ok(());
            }
            let Some(rest) = after(text, "journey") else {
                let format = Format::Mermaid;
                return Err(ReadProblem::OtherFormat { format }.at(line, 1));
            };
            self.begun = true;
            return self.line(line, rest);
        }
        self.statement(line, text)
    }

    fn statement(&mut self, line: u32, text: &str) -> Result<(), ReadError> {
        let read = Marked::new(text);
        if read.0.is_empty() {
            // A comment.
            return Ok(());
        }
        if let Some(title) = after(text, "title") {
            let title = Marked::new(title).text();
            if !title.is_empty() {
                self.sketch.identity = Some(title.clone());
                self.sketch.title = Some(title);
            }
            return Ok(());
        }
        if let Some(title) = after(text, "section") {
            let marked = Marked::new(title);
            let title = marked.text();
            if title.is_empty() || marked.has(':') || marked.has(';') {
                self.sketch.omit(line, text, LeftOut::NotUnderstood);
                return Ok(());
            }
            self.stage = Some(self.sketch.stage(Named::new(&title, line))?);
            self.last = None;
            return Ok(());
        }
        let lower = text.to_lowercase();
        if lower.starts_with("acctitle") || lower.starts_with("accdescr") {
            if text.contains('{') && !text.contains('}') {
                self.within = Within::Description;
            }
            self.sketch.omit(line, text, LeftOut::NoPlace);
            return Ok(());
        }
        self.task(line, text, &read)
    }

    fn task(&mut self, line: u32, text: &str, read: &Marked) -> Result<(), ReadError> {
        let mut parts = read.split(':').into_iter();
        let name = parts.next().map(|part| part.text()).unwrap_or_default();
        let Some(score) = parts.next().filter(|_| !name.is_empty() && !read.has(';')) else {
            self.sketch.omit(line, text, LeftOut::NotUnderstood);
            return Ok(());
        };
        let actors = parts.next().map_or_else(Vec::new, |part| part.split(','));
        let actors: Vec<String> = actors
            .iter()
            .map(Marked::text)
            .filter(|actor| !actor.is_empty())
            .collect();
        let mut personas = Vec::with_capacity(actors.len());
        for actor in &actors {
            personas.push(self.sketch.persona(actor, line)?);
        }
        let step = self.step(line, &name, &personas)?;
        let score = score.text();
        if score.is_empty() {
            return Ok(());
        }
        let Some(value) = score.parse::<f64>().ok().filter(|value| value.is_finite()) else {
            self.sketch.omit(line, text, LeftOut::NotANumber);
            return Ok(());
        };
        let Some(emotion) = emotion(value) else {
            let (min, max) = (SCORES.start() / 100, SCORES.end() / 100);
            self.sketch
                .omit(line, text, LeftOut::OffTheScale { min, max });
            return Ok(());
        };
        // What a neutral score without anybody says is that nobody said anything.
        if personas.is_empty() && emotion.hundredths() != 0 {
            self.sketch.omit(line, text, LeftOut::Nobodys);
        }
        for persona in personas {
            self.sketch.lane_of(LaneKind::Emotion, line)?;
            self.sketch.emotions.push(SketchEmotion {
                persona,
                step,
                emotion,
                line,
            });
        }
        Ok(())
    }

    /// The step of a task: the last one where this one only says how others feel there.
    fn step(&mut self, line: u32, name: &str, personas: &[usize]) -> Result<usize, ReadError> {
        if let Some((step, felt)) = &mut self.last {
            let same = self
                .sketch
                .steps
                .get(*step)
                .is_some_and(|s| s.named.title == name);
            let others = !personas.is_empty() && !felt.is_empty();
            if same && others && !personas.iter().any(|persona| felt.contains(persona)) {
                felt.extend(personas);
                return Ok(*step);
            }
        }
        let stage = match self.stage {
            Some(stage) => stage,
            // Mermaid takes tasks before any section; a step without a stage there is not.
            None => {
                let title = self.sketch.title.clone().unwrap_or_else(|| "1".to_owned());
                let stage = self.sketch.stage(Named::new(&title, line))?;
                self.stage = Some(stage);
                stage
            }
        };
        let step = self.sketch.step(stage, Named::new(name, line))?;
        self.last = Some((step, personas.to_vec()));
        Ok(step)
    }
}

/// What follows a keyword, which a space or the end of the line has to follow; keywords in any case.
fn after<'t>(text: &'t str, keyword: &str) -> Option<&'t str> {
    let head = text.get(..keyword.len())?;
    let rest = text.get(keyword.len()..)?;
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (head.eq_ignore_ascii_case(keyword) && ends).then_some(rest.trim())
}

/// Characters, each with whether it was written as an entity code and so means nothing.
struct Marked(Vec<(char, bool)>);

impl Marked {
    /// The characters up to a comment, which begins with `#`.
    fn new(text: &str) -> Self {
        let mut marked = Vec::with_capacity(text.len());
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            let tail = rest.get(character.len_utf8()..).unwrap_or_default();
            if character != '#' {
                marked.push((character, false));
                rest = tail;
                continue;
            }
            let Some((meant, tail)) = entity(tail) else {
                break;
            };
            marked.push((meant, true));
            rest = tail;
        }
        Self(marked)
    }

    fn has(&self, sign: char) -> bool {
        self.0.contains(&(sign, false))
    }

    fn split(&self, sign: char) -> Vec<Self> {
        let parts = self.0.split(|marked| *marked == (sign, false));
        parts.map(|part| Self(part.to_vec())).collect()
    }

    fn text(&self) -> String {
        let text: String = self.0.iter().map(|(character, _)| character).collect();
        text.trim().to_owned()
    }
}

/// The character of an entity code behind its `#`, and what follows it.
fn entity(text: &str) -> Option<(char, &str)> {
    let (code, rest) = text.split_once(';')?;
    let short = !code.is_empty() && code.len() <= 8;
    if !short || !code.chars().all(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let meant = match code {
        "quot" => '"',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "colon" => ':',
        "semi" => ';',
        "comma" => ',',
        "num" => '#',
        "percnt" => '%',
        number => char::from_u32(number.parse().ok()?)?,
    };
    Some((meant, rest))
}
