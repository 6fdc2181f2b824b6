//! One measured number and what it is held against.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Serialize};

/// A figure; `ratio` is value over peer value, in the peer's unit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Figure {
    name: String,
    value: f64,
    unit: Cow<'static, str>,
    peer: Option<String>,
    peer_value: Option<f64>,
    ratio: Option<f64>,
}

impl Figure {
    pub(crate) fn new(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self {
            name: name.into(),
            value,
            unit: Cow::Borrowed(unit),
            peer: None,
            peer_value: None,
            ratio: None,
        }
    }

    /// Holds it against a budget, a peer or a floor of the same unit, measured in the same run where it is measured.
    pub(crate) fn against(mut self, peer: impl Into<String>, peer_value: f64) -> Self {
        self.peer = Some(peer.into());
        self.peer_value = Some(peer_value);
        self.ratio = (peer_value != 0.0).then(|| self.value / peer_value);
        self
    }

    pub(crate) fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<40} {:>10.1} {}", self.name, self.value, self.unit)?;
        if let (Some(peer), Some(peer_value), Some(ratio)) =
            (&self.peer, self.peer_value, self.ratio)
        {
            write!(
                f,
                "   {peer} {peer_value:.1} {}, ratio {ratio:.2}",
                self.unit
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_one_line_of_json_with_its_ratio() {
        let figure = Figure::new("client.first_load_kb", 150.0, "kB").against("budget", 300.0);
        assert_eq!(
            figure.json(),
            r#"{"name":"client.first_load_kb","value":150.0,"unit":"kB","peer":"budget","peer_value":300.0,"ratio":0.5}"#
        );
    }
}
