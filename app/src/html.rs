//! Read-only pieces of a page, written as one string for `inner_html`.
//!
//! What nobody types into needs no node by node view: a string is the same on both sides of hydration, costs the client
//! no code for its structure, and is set by the browser at once. Text is escaped by construction.

/// A text as what stands in an element that somebody else fills later: a `textarea`. An empty text is no node in what the server
/// sent, so it is no child that could be found there either.
pub(crate) fn within(text: &str) -> String {
    let mut html = Html::new();
    html.text(text);
    html.done()
}

/// A piece of a page being written.
#[derive(Debug, Default)]
pub(crate) struct Html(String);

impl Html {
    /// Nothing yet.
    pub(crate) const fn new() -> Self {
        Self(String::new())
    }

    /// Begins an element. Attributes with an empty value are left out, so that optional ones need no branch.
    pub(crate) fn open(
        &mut self,
        tag: &'static str,
        attributes: &[(&'static str, &str)],
    ) -> &mut Self {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.escaped(value);
            self.0.push('"');
        }
        self.0.push('>');
        self
    }

    /// Ends an element.
    pub(crate) fn close(&mut self, tag: &'static str) -> &mut Self {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
        self
    }

    /// Text.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.escaped(text);
        self
    }

    /// Markup that our own code wrote.
    pub(crate) fn markup(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// An element with nothing but text in it.
    pub(crate) fn element(
        &mut self,
        tag: &'static str,
        attributes: &[(&'static str, &str)],
        text: &str,
    ) -> &mut Self {
        self.open(tag, attributes).text(text).close(tag)
    }

    /// The same with a class and nothing else.
    pub(crate) fn classed(&mut self, tag: &'static str, class: &str, text: &str) -> &mut Self {
        self.element(tag, &[("class", class)], text)
    }

    /// What was written.
    pub(crate) fn done(self) -> String {
        self.0
    }

    fn escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                c => self.0.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn what_people_wrote_stays_text_and_empty_attributes_are_left_out() {
        let mut html = Html::new();
        html.open("p", &[("class", "a"), ("title", ""), ("data-x", "\"><b>")]);
        html.text("1 < 2 & <script>").close("p");
        assert_eq!(
            html.done(),
            "<p class=\"a\" data-x=\"&quot;&gt;&lt;b&gt;\">1 &lt; 2 &amp; &lt;script&gt;</p>"
        );
    }
}
