//! Data types for the methods of request builders.

use crate::plan::ir::argument::{ArgumentPlan, FunctionArgument};
use crate::plan::ir::body::Call;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::deprecation::Deprecation;
use crate::plan::ir::doc::{Doc, notice};
use crate::plan::ir::example::ExamplePlan;
use crate::plan::ir::header::HeaderPlan;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::method_key::MethodKey;
use crate::plan::ir::operation_info::InfoPlan;
use crate::plan::ir::rust_type::RustType;

/// A method of a request builder, or a function at the root.
#[derive(Clone, Debug)]
pub struct MethodPlan {
    /// Its documentation.
    pub doc: Doc,
    /// Its name.
    pub ident: Ident,
    /// Its key in `names.lock`. `None` if no other item can take its name.
    pub lock_key: Option<MethodKey>,
    /// Its arguments.
    pub arguments: Vec<ArgumentPlan>,
    /// The parts that it adds to the path.
    pub path: Vec<PathSegment>,
    /// Its return value.
    pub end: End,
    /// The headers of its requests.
    pub headers: Vec<HeaderPlan>,
    /// A documented request that it makes.
    pub example: Option<Box<ExamplePlan>>,
    /// Its condition, in addition to that of its builder or file.
    pub cfg: Cfg,
}

/// A part that a method adds to the path.
#[derive(Clone, Debug)]
pub enum PathSegment {
    /// Fixed text.
    Segment(String),
    /// A key.
    Key {
        /// The argument.
        value: Ident,
        /// The placeholder on the page, without braces.
        placeholder: String,
    },
    /// A function or an alternate key.
    Function {
        /// Its name.
        name: String,
        /// The arguments by wire name.
        arguments: Vec<(String, FunctionArgument)>,
    },
    /// A query parameter of all requests below.
    Option {
        /// Its name.
        name: String,
        /// The argument.
        value: Ident,
    },
    /// A path below a drive item.
    PathAddress {
        /// The argument.
        value: Ident,
    },
}

/// The return value of a method.
#[derive(Clone, Debug)]
pub enum End {
    /// The builder of the next path item.
    Builder(Ident),
    /// A request.
    Call {
        /// The form of the request.
        call: Call,
        /// The documentation of its pages.
        infos: Vec<InfoPlan>,
        /// The response type.
        answer: RustType,
        /// The method that takes the whole body, if this one constructs the body from arguments.
        whole: Option<Whole>,
    },
}

/// A method that takes the whole body, with the call from its counterpart.
#[derive(Clone, Debug)]
pub struct Whole {
    /// Its name.
    pub ident: Ident,
    /// The common arguments, with `None` for the body. Omits arguments that become headers.
    pub arguments: Vec<Option<Ident>>,
}

impl MethodPlan {
    /// The types in its arguments and its response.
    pub fn mentioned(&self) -> impl Iterator<Item = &RustType> {
        let end = match &self.end {
            End::Call { answer, call, .. } => [Some(answer), call.made()],
            End::Builder(_) => [None, None],
        };
        let arguments = self.arguments.iter().filter_map(|argument| argument.ty.mentioned());
        arguments.chain(end.into_iter().flatten())
    }
}

impl End {
    /// The documentation of the operation, for a method that sends a request.
    pub fn infos(&self) -> Option<&[InfoPlan]> {
        match self {
            Self::Call { infos, .. } => Some(infos),
            Self::Builder(_) => None,
        }
    }

    /// The deprecation of a method if all its pages deprecate it. The first reason on a page counts.
    pub fn deprecation(&self) -> Deprecation {
        let notices = self.infos().unwrap_or_default().iter().map(|info| info.deprecated.as_deref());
        let Some(notices) = notices.collect::<Option<Vec<&str>>>() else { return Deprecation::default() };
        let with_reason = notices.iter().find(|text| notice(text).is_some()).or(notices.first());
        Deprecation::new(with_reason.copied())
    }
}

#[cfg(test)]
mod tests {
    use super::{Deprecation, End};
    use crate::facts::template::Method;
    use crate::model::operation::{Body, Content};
    use crate::model::{Model, OperationId};
    use crate::plan::builders::documented::documented;
    use crate::plan::builders::operation_info::infos;
    use crate::plan::ir::body::Call;
    use crate::plan::ir::rust_type::RustType;
    use crate::plan::sample::{model, operation};

    /// Checks the note of a method with several pages, each with its notice.
    #[track_caller]
    fn check(notices: &[Option<&str>], expected: Deprecation) {
        let operations = notices.iter().map(|notice| {
            let mut operation = operation("Ask", Method::Get, "/me", Body::None, Content::Unstated);
            operation.about.deprecated = notice.map(str::to_owned);
            operation
        });
        let model = Model { operations: operations.collect(), ..model(Vec::new(), Vec::new()) };
        let ids: Vec<_> = (0..notices.len()).map(|index| (OperationId(index), vec![0])).collect();
        let infos = documented(&model, &ids).iter().flat_map(|one| infos(model.version, one)).collect();
        let end = End::Call { call: Call::Get, infos, answer: RustType::Unit, whole: None };
        assert_eq!(end.deprecation(), expected);
    }

    #[test]
    fn a_method_is_deprecated_when_all_its_pages_deprecate_it() {
        let noted = |note: &str| Deprecation::Noted(note.to_owned());
        check(&[Some("Deprecated. Use [b] instead.")], noted(r"Use \[b\] instead"));
        check(&[Some("Deprecated"), Some("Stops in May")], noted("Stops in May"));
        check(&[Some("Deprecated"), Some("Deprecated.")], Deprecation::Unexplained);
        check(&[Some("Stops in May"), None], Deprecation::Current);
        check(&[], Deprecation::Current);
    }
}
