//! The form of a definition: what is wrong is said beside its field, before it is sent.

use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    api::DefinitionsView,
    catalogue::{DepartmentName, StandardDepartment},
    locale::Lang,
    metric::{
        About, Area, Direction, Metric, MetricField, MetricIntent, Role, Unit, definitions::check,
    },
    record::Privacy,
};

use super::{
    super::content::area_name,
    about::{self, Choice},
    desk::Desk,
    draft::{Draft, Kind},
    said::{Field, differences, direction, privacy, refused, role, unread},
};
use crate::{
    catalogue::names,
    words::{define_words, metric_words},
};

/// What the fields share.
#[derive(Clone, Copy)]
struct Form {
    lang: Lang,
    draft: RwSignal<Draft>,
    wrong: RwSignal<Option<(Field, String)>>,
    /// Ids of fields begin with this.
    id: StoredValue<String>,
}

/// The form, with what is there.
pub(super) fn form(lang: Lang, desk: Desk, draft: Draft) -> AnyView {
    let words = define_words(lang);
    let is_new = draft.is_new;
    let before = draft.clone();
    let label = if is_new {
        words.new.to_owned()
    } else {
        words.editing(match lang {
            Lang::En => &draft.en,
            Lang::Es => &draft.es,
        })
    };
    let form = Form {
        lang,
        id: StoredValue::new(format!("define-{}", draft.key)),
        draft: RwSignal::new(draft),
        wrong: RwSignal::new(None),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let draft = form.draft.get_untracked();
        let metric = match draft.read() {
            Ok(metric) => metric,
            Err(error) => return form.says(unread(lang, error)),
        };
        let known = desk
            .view
            .with_untracked(|view| view.as_ref().map(DefinitionsView::definitions));
        if let Err(refusal) = check(&known.unwrap_or_default(), &metric, is_new) {
            return form.says(refused(lang, &draft, &refusal));
        }
        form.wrong.set(None);
        desk.send.run(if is_new {
            MetricIntent::Define { metric }
        } else {
            MetricIntent::Change { metric }
        });
    };
    let before: Option<Metric> = before.read().ok();
    let meanwhile = move || {
        let theirs = desk.theirs.get()?;
        let now = before.as_ref().map(|before| {
            let told = |places: &_| differences(lang, places, before, &theirs.metric);
            desk.places.with(told)
        });
        Some(
            view! {
                <div class="callout callout--risk" role="alert">
                    <p>{words.meanwhile}</p>
                    <p>{now}</p>
                </div>
            }
            .into_any(),
        )
    };
    let close = form.draft.with_untracked(|draft| {
        if draft.is_new {
            String::new()
        } else {
            draft.key.clone()
        }
    });
    let key = is_new.then(|| {
        text(
            form,
            Field::Of(MetricField::Key),
            "key",
            words.key,
            Some(words.key_hint),
            |draft| &draft.key,
            |draft, typed| draft.key = typed,
        )
    });
    view! {
        <form class="define" aria-label=label novalidate=true on:submit=submit>
            {meanwhile}
            <div class="define__fields">
                {text(
                    form,
                    Field::Of(MetricField::Name(Lang::En)),
                    "en",
                    words.name_en,
                    None,
                    |draft| &draft.en,
                    |draft, typed| draft.named(Lang::En, typed),
                )}
                {text(
                    form,
                    Field::Of(MetricField::Name(Lang::Es)),
                    "es",
                    words.name_es,
                    None,
                    |draft| &draft.es,
                    |draft, typed| draft.named(Lang::Es, typed),
                )}
                {key}
                {target(form)}
                {departments(form, desk)}
                {about(form, desk)}
                {choice(
                    form,
                    "direction",
                    words.direction,
                    vec![
                        (Direction::Up, direction(words, Direction::Up)),
                        (Direction::Down, direction(words, Direction::Down)),
                    ],
                    |draft| draft.direction,
                    |draft, chosen| draft.direction = chosen,
                )}
                {choice(
                    form,
                    "role",
                    words.role,
                    vec![(Role::Outcome, role(words, Role::Outcome)), (Role::Input, role(words, Role::Input))],
                    |draft| draft.role,
                    |draft, chosen| draft.role = chosen,
                )}
                {choice(
                    form,
                    "area",
                    words.area,
                    Area::ALL.map(|area| (area, area_name(metric_words(lang), area))).to_vec(),
                    |draft| draft.area,
                    |draft, chosen| draft.area = chosen,
                )}
                {number(
                    form,
                    Field::Of(MetricField::MinimumN),
                    "minimum",
                    words.minimum,
                    Some(words.minimum_hint),
                    |draft| &draft.minimum_n,
                    |draft, typed| draft.minimum_n = typed,
                )}
                {choice(
                    form,
                    "privacy",
                    words.privacy,
                    vec![
                        (Privacy::Customers, privacy(words, Privacy::Customers)),
                        (Privacy::People, privacy(words, Privacy::People)),
                    ],
                    |draft| draft.privacy,
                    |draft, chosen| draft.privacy = chosen,
                )}
            </div>
            {formula(form)}
            <div class="btn-row">
                <button type="submit" class="btn btn--primary">
                    {if is_new { words.define } else { words.save }}
                </button>
                <button type="button" class="btn" on:click=move |_| desk.toggle(&close)>
                    {words.cancel}
                </button>
            </div>
        </form>
    }
    .into_any()
}

impl Form {
    /// Says what is wrong, and leads there.
    fn says(self, wrong: (Field, String)) {
        self.wrong.set(Some(wrong));
        let id = self.id.get_value();
        request_animation_frame(move || {
            let found = document().query_selector(&format!("[id^='{id}'][aria-invalid='true']"));
            if let Ok(Some(element)) = found {
                use leptos::wasm_bindgen::JsCast;
                if let Some(element) = element.dyn_ref::<leptos::web_sys::HtmlElement>() {
                    let _ = element.focus();
                }
            }
        });
    }

    fn wrong_at(self, field: Field) -> Option<String> {
        self.wrong.with(|wrong| {
            let wrong = wrong.as_ref().filter(|(at, _)| *at == field);
            wrong.map(|(_, why)| why.clone())
        })
    }
}

type Typed = fn(&Draft) -> &String;
type Take = fn(&mut Draft, String);

fn text(
    form: Form,
    field: Field,
    name: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    get: Typed,
    set: Take,
) -> AnyView {
    input(
        form,
        field,
        name,
        label,
        hint.map(str::to_owned).into(),
        "text",
        get,
        set,
    )
}

fn number(
    form: Form,
    field: Field,
    name: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    get: Typed,
    set: Take,
) -> AnyView {
    input(
        form,
        field,
        name,
        label,
        hint.map(str::to_owned).into(),
        "decimal",
        get,
        set,
    )
}

#[allow(clippy::too_many_arguments, reason = "one for each thing a field says")]
fn input(
    form: Form,
    field: Field,
    name: &'static str,
    label: &'static str,
    hint: Signal<Option<String>>,
    mode: &'static str,
    get: Typed,
    set: Take,
) -> AnyView {
    let id = format!("{}-{name}", form.id.get_value());
    let about = format!("{id}-about");
    let (of_input, of_about) = (about.clone(), about);
    let wrong = Memo::new(move |_| form.wrong_at(field));
    let said = move || match wrong.get() {
        Some(why) => {
            Some(view! { <span class="field__error" role="alert">{why}</span> }.into_any())
        }
        None => hint
            .get()
            .map(|hint| view! { <span class="field__hint">{hint}</span> }.into_any()),
    };
    let value = form.draft.with_untracked(|draft| get(draft).clone());
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {label}
            </label>
            <input
                class="input"
                type="text"
                inputmode=mode
                autocomplete="off"
                id=id
                aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                aria-describedby=of_input
                value=value
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    form.draft.update(|draft| set(draft, typed));
                }
            />
            <span class="define__about" id=of_about>
                {said}
            </span>
        </div>
    }
    .into_any()
}

fn select(
    form: Form,
    name: &'static str,
    label: &'static str,
    options: Vec<Choice>,
    chosen: &str,
    wrong: Option<Field>,
    set: impl Fn(String) + 'static,
) -> AnyView {
    grouped(form, name, label, vec![("", options)], chosen, wrong, set)
}

/// The same with options under headings; those under an empty one stand by themselves.
fn grouped(
    form: Form,
    name: &'static str,
    label: &'static str,
    groups: Vec<(&'static str, Vec<Choice>)>,
    chosen: &str,
    wrong: Option<Field>,
    set: impl Fn(String) + 'static,
) -> AnyView {
    let id = format!("{}-{name}", form.id.get_value());
    let about = format!("{id}-about");
    let of_about = about.clone();
    let option = |(value, text): Choice| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }.into_any()
    };
    let groups = groups
        .into_iter()
        .filter(|(_, options)| !options.is_empty());
    let options = groups
        .map(|(heading, options)| {
            let options = options.into_iter().map(option).collect_view();
            if heading.is_empty() {
                options.into_any()
            } else {
                view! { <optgroup label=heading>{options}</optgroup> }.into_any()
            }
        })
        .collect_view();
    let wrong = Memo::new(move |_| wrong.and_then(|field| form.wrong_at(field)));
    let said = move || {
        let why = wrong.get()?;
        Some(view! { <span class="field__error" role="alert">{why}</span> }.into_any())
    };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {label}
            </label>
            <select
                class="select"
                id=id
                aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                aria-describedby=about
                on:change=move |event| set(event_target_value(&event))
            >
                {options}
            </select>
            <span class="define__about" id=of_about>
                {said}
            </span>
        </div>
    }
    .into_any()
}

/// One of a few.
fn choice<T: Copy + PartialEq + 'static>(
    form: Form,
    name: &'static str,
    label: &'static str,
    all: Vec<(T, &'static str)>,
    get: fn(&Draft) -> T,
    set: fn(&mut Draft, T),
) -> AnyView {
    let now = form.draft.with_untracked(get);
    let at = all.iter().position(|(value, _)| *value == now).unwrap_or(0);
    let options = all.iter().enumerate();
    let options = options.map(|(at, (_, text))| (at.to_string(), (*text).to_owned()));
    let options = options.collect();
    let wrong = (name == "privacy").then_some(Field::Of(MetricField::Privacy));
    select(
        form,
        name,
        label,
        options,
        &at.to_string(),
        wrong,
        move |chosen| {
            let chosen = chosen
                .parse()
                .ok()
                .and_then(|at: usize| all.get(at).copied());
            if let Some((value, _)) = chosen {
                form.draft.update(|draft| set(draft, value));
            }
        },
    )
}

/// What is aimed at, in the unit of the formula.
fn target(form: Form) -> AnyView {
    let words = define_words(form.lang);
    let unit = Memo::new(move |_| form.draft.with(Draft::unit));
    let hint = Signal::derive(move || {
        let hint = match unit.get() {
            Unit::Share => words.percent,
            Unit::Points => words.points,
            Unit::Rating => words.rating,
            Unit::Rate | Unit::Amount(_) => words.rated,
        };
        Some(hint.to_owned())
    });
    input(
        form,
        Field::Of(MetricField::Target),
        "target",
        words.target,
        hint,
        "decimal",
        |draft| &draft.target,
        |draft, typed| draft.target = typed,
    )
}

/// The responsible department: a standard one, one of the workspace's own, or the one that is there.
fn departments(form: Form, desk: Desk) -> AnyView {
    let words = define_words(form.lang);
    (move || {
        let mut all: Vec<DepartmentName> = StandardDepartment::ALL
            .map(DepartmentName::Standard)
            .to_vec();
        let now = form.draft.with_untracked(Draft::department);
        let others = desk.departments.get().into_iter();
        for other in others.chain(std::iter::once(now)) {
            if !all.contains(&other) {
                all.push(other);
            }
        }
        let options = all.iter().map(|department| {
            let name = names::department(form.lang, department);
            let value = match department {
                DepartmentName::Standard(standard) => standard.name().to_owned(),
                DepartmentName::Own(own) => own.clone(),
            };
            (value, name)
        });
        let chosen = form.draft.with_untracked(|draft| draft.department.clone());
        let field = Some(Field::Of(MetricField::Department));
        select(
            form,
            "department",
            words.department,
            options.collect(),
            &chosen,
            field,
            move |chosen| form.draft.update(|draft| draft.department = chosen),
        )
    })
    .into_any()
}

/// What it is about: everything, a touchpoint or a journey.
fn about(form: Form, desk: Desk) -> AnyView {
    let words = define_words(form.lang);
    (move || {
        let now = form.draft.with_untracked(|draft| draft.about);
        let (touchpoints, journeys) = desk.places.with(|places| places.choices(form.lang, now));
        let chosen = about::value(now);
        // What is gone stays chosen until something else is.
        let gone = now != About::Everything
            && !touchpoints
                .iter()
                .chain(&journeys)
                .any(|(value, _)| *value == chosen);
        let mut first = vec![(String::new(), words.everything.to_owned())];
        if gone {
            let name = desk.places.with(|places| places.name(form.lang, now));
            first.push((chosen.clone(), name));
        }
        let groups = vec![
            ("", first),
            (words.touchpoints, touchpoints),
            (words.journeys, journeys),
        ];
        grouped(
            form,
            "about",
            words.about,
            groups,
            &chosen,
            Some(Field::Of(MetricField::About)),
            move |chosen| {
                form.draft
                    .update(|draft| draft.about = about::chosen(&chosen));
            },
        )
    })
    .into_any()
}

/// The formula, with the numbers that its kind has.
fn formula(form: Form) -> AnyView {
    let words = define_words(form.lang);
    let kind = Memo::new(move |_| form.draft.with(|draft| draft.kind));
    let name = |kind| match kind {
        Kind::Net => words.net,
        Kind::Top => words.top,
        Kind::Mean => words.mean,
        Kind::Hits => words.hits,
        Kind::Rate => words.rate,
        Kind::Within => words.within,
        Kind::Total => words.total,
        Kind::MeanAmount => words.mean_amount,
    };
    let options = Kind::ALL.map(|(kind, value)| (value.to_owned(), name(kind).to_owned()));
    let known = |kind: Kind| Kind::ALL.into_iter().find(|(of, _)| *of == kind);
    let chosen = known(kind.get_untracked()).map_or("", |(_, value)| value);
    let of = |field: MetricField| Field::Of(field);
    let fields = move || {
        let kind = kind.get();
        let ends = kind.has_scale().then(|| {
            [
                number(
                    form,
                    Field::Scale,
                    "min",
                    words.min,
                    None,
                    |it| &it.min,
                    |it, typed| it.min = typed,
                ),
                number(
                    form,
                    Field::Scale,
                    "max",
                    words.max,
                    None,
                    |it| &it.max,
                    |it, typed| it.max = typed,
                ),
            ]
            .collect_view()
        });
        let own = match kind {
            Kind::Net => vec![
                number(
                    form,
                    of(MetricField::Promoters),
                    "promoters",
                    words.promoters,
                    None,
                    |it| &it.promoters,
                    |it, typed| it.promoters = typed,
                ),
                number(
                    form,
                    of(MetricField::Detractors),
                    "detractors",
                    words.detractors,
                    None,
                    |it| &it.detractors,
                    |it, typed| it.detractors = typed,
                ),
            ],
            Kind::Top => vec![number(
                form,
                of(MetricField::From),
                "from",
                words.from,
                None,
                |it| &it.from,
                |it, typed| it.from = typed,
            )],
            Kind::Rate => vec![number(
                form,
                of(MetricField::Per),
                "per",
                words.per,
                None,
                |it| &it.per,
                |it, typed| it.per = typed,
            )],
            Kind::Within => vec![number(
                form,
                of(MetricField::Days),
                "days",
                words.days,
                Some(words.days_hint),
                |it| &it.days,
                |it, typed| it.days = typed,
            )],
            Kind::Total | Kind::MeanAmount => vec![text(
                form,
                Field::Amount,
                "amount",
                words.amount,
                Some(words.amount_hint),
                |it| &it.amount,
                |it, typed| it.amount = typed,
            )],
            Kind::Mean | Kind::Hits => Vec::new(),
        };
        view! {
            {ends}
            {own}
        }
        .into_any()
    };
    view! {
        <fieldset class="define__formula">
            <legend class="field__label">{words.formula}</legend>
            <p class="field__hint">{words.version_hint}</p>
            <div class="define__fields">
                {select(
                    form,
                    "kind",
                    words.formula,
                    options.to_vec(),
                    chosen,
                    None,
                    move |chosen| {
                        let kind = Kind::ALL.into_iter().find(|(_, value)| *value == chosen);
                        if let Some((kind, _)) = kind {
                            form.draft.update(|draft| draft.kind = kind);
                        }
                    },
                )}
                {fields}
            </div>
        </fieldset>
    }
    .into_any()
}
