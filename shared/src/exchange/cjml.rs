//! A journey in CJML 2.0, the Customer Journey Modelling Language of SINTEF: its actors, its phases, and its touchpoints in order.
//!
//! No schema is published. Written are the elements of the example on <https://www.cjml.no/>, and beside them, where that example shows
//! none, elements called after the published terms (planned journey, phase, action). What somebody feels has no place in a planned
//! journey there, nor has anything else that people wrote on cards.

mod read;

use std::fmt::Write as _;

pub(super) use read::read;

use super::xml::escape;
use crate::{
    catalogue::{Catalogue, DepartmentName},
    id::{DepartmentId, StageId, StepId, TouchpointId},
    journey::Journey,
};

/// The visible journey as CJML. Departments of the standard are called as `department` says.
#[must_use]
pub fn to_cjml(
    journey: &Journey,
    catalogue: &Catalogue,
    department: &dyn Fn(&DepartmentName) -> String,
) -> String {
    let mut writer = Writer {
        xml: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
        journey,
        catalogue,
    };
    writer.journey(department);
    writer.xml
}

struct Writer<'a> {
    xml: String,
    journey: &'a Journey,
    catalogue: &'a Catalogue,
}

/// Who has no other name.
const CUSTOMER: &str = "customer";
const PROVIDER: &str = "provider";

impl Writer<'_> {
    fn journey(&mut self, department: &dyn Fn(&DepartmentName) -> String) {
        let journey = self.journey;
        self.line("<CJML version=\"2.0\">");
        self.line("  <plannedJourney>");
        self.element(4, "journeyID", &journey.id.to_string());
        self.element(4, "journeyName", &journey.scope.title);
        self.actors(department);
        self.line("    <phases>");
        for (id, stage) in journey.visible_stages() {
            self.line(&format!("      <phase phaseID=\"{id}\">"));
            self.element(8, "phaseName", &stage.title);
            self.line("      </phase>");
        }
        self.line("    </phases>");
        self.line("    <touchpoints>");
        for (stage, _) in journey.visible_stages() {
            for (step, known) in journey.visible_steps(stage) {
                let touchpoints = journey.touchpoints_at(step);
                if touchpoints.is_empty() {
                    self.action(stage, step, &known.title);
                }
                for touchpoint in touchpoints {
                    self.communication((stage, step), &known.title, touchpoint);
                }
            }
        }
        self.line("    </touchpoints>");
        self.line("  </plannedJourney>");
        self.line("</CJML>");
    }

    /// Whose journey it is, and who serves them: the departments that are responsible, and the brand.
    fn actors(&mut self, department: &dyn Fn(&DepartmentName) -> String) {
        let (scope, catalogue) = (&self.journey.scope, self.catalogue);
        self.line("    <actors>");
        let customer = self.customer();
        for persona in &scope.personas {
            let known = catalogue.personas.get(persona);
            let name = known.map_or("", |known| known.name.as_str());
            self.line(&format!("      <endUser actorID=\"{persona}\">"));
            self.element(8, "actorName", name);
            self.line("      </endUser>");
        }
        if scope.personas.is_empty() {
            self.line(&format!("      <endUser actorID=\"{customer}\">"));
            self.element(8, "actorName", CUSTOMER);
            self.line("      </endUser>");
        }
        let brand = scope.brand.and_then(|brand| catalogue.brands.get(&brand));
        let brand = brand
            .map_or(PROVIDER, |brand| brand.name.as_str())
            .to_owned();
        self.line(&format!("      <serviceProvider actorID=\"{PROVIDER}\">"));
        self.element(8, "companyName", &brand);
        self.line("      </serviceProvider>");
        for id in self.departments() {
            let Some(known) = catalogue.departments.get(&id) else {
                continue;
            };
            self.line(&format!("      <serviceProvider actorID=\"{id}\">"));
            self.element(8, "companyName", &department(&known.name));
            self.line("      </serviceProvider>");
        }
        self.line("    </actors>");
    }

    /// The departments responsible for touchpoints of the board, each once.
    fn departments(&self) -> std::collections::BTreeSet<DepartmentId> {
        let columns = self.journey.columns();
        let all = columns.flat_map(|column| self.journey.touchpoints_at(column.step));
        all.filter_map(|id| self.catalogue.touchpoints.get(&id)?.department)
            .filter(|id| self.catalogue.departments.contains_key(id))
            .collect()
    }

    /// The first persona; who it is about.
    fn customer(&self) -> String {
        let first = self.journey.scope.personas.first();
        first.map_or_else(|| CUSTOMER.to_owned(), ToString::to_string)
    }

    fn communication(
        &mut self,
        (stage, step): (StageId, StepId),
        title: &str,
        touchpoint: TouchpointId,
    ) {
        let Some(known) = self.catalogue.touchpoints.get(&touchpoint) else {
            return;
        };
        let channel = known
            .channel
            .and_then(|id| self.catalogue.channels.get(&id));
        let channel = channel.map(|channel| channel.name.clone());
        let there = |id: &DepartmentId| self.catalogue.departments.contains_key(id);
        let served = known.department.filter(there);
        let served = served.map_or_else(|| PROVIDER.to_owned(), |id| id.to_string());
        let (customer, name) = (self.customer(), known.name.clone());
        self.line("      <plannedCommunicationPoint>");
        // The same touchpoint may stand at several steps; where it stands is the same next time.
        self.element(8, "touchpointID", &format!("{step}.{touchpoint}"));
        self.element(8, "phaseIDref", &stage.to_string());
        for (who, actor, label) in [
            ("initiator", &customer, title),
            ("receiver", &served, &name),
        ] {
            self.line(&format!("        <{who}>"));
            self.line(&format!("          <refersTo actorIDref=\"{actor}\"/>"));
            self.element(10, &format!("{who}Label"), label);
            self.line(&format!("        </{who}>"));
        }
        if let Some(channel) = channel {
            self.line("        <channel>");
            self.element(10, "channelName", &channel);
            self.line("        </channel>");
        }
        self.line("      </plannedCommunicationPoint>");
    }

    /// A step at which nobody is met.
    fn action(&mut self, stage: StageId, step: StepId, title: &str) {
        let customer = self.customer();
        self.line("      <plannedAction>");
        self.element(8, "touchpointID", &step.to_string());
        self.element(8, "phaseIDref", &stage.to_string());
        self.line("        <initiator>");
        self.line(&format!("          <refersTo actorIDref=\"{customer}\"/>"));
        self.element(10, "initiatorLabel", title);
        self.line("        </initiator>");
        self.line("      </plannedAction>");
    }

    fn line(&mut self, text: &str) {
        self.xml.push_str(text);
        self.xml.push('\n');
    }

    /// An element with nothing but text in it.
    fn element(&mut self, indent: usize, name: &str, text: &str) {
        // Writing to a text cannot fail.
        let _ = write!(self.xml, "{:indent$}<{name}>", "");
        escape(&mut self.xml, text);
        let _ = writeln!(self.xml, "</{name}>");
    }
}
