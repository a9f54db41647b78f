//! Converts JSON of examples into Rust values. In: JSON and its type. Out: [`Expression`]s.

use std::cell::Cell;
use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::page::json::{Json, Node};
use crate::plan::ir::enums::EnumPlan;
use crate::plan::ir::expression::Expression;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::item::{ItemPlan, TypeItem};
use crate::plan::ir::query_parameter::QueryParameterPlan;
use crate::plan::ir::request_builder::Builders;
use crate::plan::ir::rust_type::{GenericType, PreludeType, RuntimeType, RustType, TypePath, resolve};
use crate::plan::ir::structs::{FieldPlan, StructPlan};
use crate::plan::naming::type_names::{Home, named};

/// The maximum number of values in a literal. Larger bodies are parsed from JSON.
const MOST: usize = 20;

/// The annotation with the type of an object.
pub(super) const ODATA_TYPE: &str = "@odata.type";

/// The types of a version.
pub(super) struct Values<'a> {
    /// The module of the version.
    pub(super) version: Ident,
    types: BTreeMap<&'a TypePath, &'a ItemPlan>,
    bodies: BTreeMap<&'a Ident, &'a StructPlan>,
    /// The optional query parameters.
    pub(super) parameters: &'a [QueryParameterPlan],
    /// The remaining number of values in the literal.
    left: Cell<usize>,
}

/// A struct, with access to the constants of its properties.
pub(super) struct Owner<'a> {
    /// Its path.
    pub(super) path: TypePath,
    /// The struct.
    pub(super) plan: &'a StructPlan,
}

impl Owner<'_> {
    /// The constant of a property.
    pub(super) fn constant(&self, field: &FieldPlan) -> Expression {
        let path = outside(&self.path).into_iter().chain([field.constant.0.clone()]);
        Expression::Path(path.collect())
    }
}

/// The expected type at the position of a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Wanted {
    /// The position requires exactly this type.
    Known,
    /// The position accepts every type that converts into this type.
    Open,
}

impl<'a> Values<'a> {
    /// Indexes the types.
    pub(super) fn new(version: &str, types: &'a [TypeItem], builders: &'a Builders) -> Self {
        Self {
            version: Ident::snake(version),
            types: types.iter().map(|item| (&item.path, &item.plan)).collect(),
            bodies: builders.bodies.iter().map(|plan| (&plan.ident, plan)).collect(),
            parameters: &builders.parameters,
            left: Cell::new(MOST),
        }
    }

    /// Resets the number of values for a new literal.
    pub(super) fn refresh(&self) {
        self.left.set(MOST);
    }

    /// The body of an action.
    pub(super) fn body(&self, ty: &RustType) -> Option<&'a StructPlan> {
        match ty {
            RustType::Named(path) => match path.as_slice() {
                [module, ident] if module.as_str() == "bodies" => self.bodies.get(ident).copied(),
                _ => None,
            },
            _ => None,
        }
    }

    /// The type at a path.
    pub(super) fn item(&self, path: &[Ident], home: Option<&Ident>) -> Option<(TypePath, &'a ItemPlan)> {
        let path = resolve(path, home)?;
        let item = self.types.get(&path).copied()?;
        Some((path, item))
    }

    /// The struct that a type denotes.
    pub(super) fn properties(&self, ty: &RustType, home: Option<&Ident>) -> Option<Owner<'a>> {
        let RustType::Named(path) = ty else { return None };
        let (path, item) = self.item(path, home)?;
        let ItemPlan::Struct(plan) = item else { return None };
        Some(Owner { path, plan })
    }

    /// The constant of a property or of a nested property, with the type of its value and the module that resolves this type.
    pub(super) fn property(
        &self,
        path: &str,
        owner: &Owner<'a>,
    ) -> Option<(Expression, RustType, Option<Ident>)> {
        let mut found: Option<(Expression, RustType, Option<Ident>)> = None;
        for name in path.split('/') {
            let next;
            let owner = match &found {
                None => owner,
                Some((_, ty, home)) => {
                    next = self.properties(ty, home.as_ref())?;
                    &next
                }
            };
            let field = owner.plan.fields.iter().find(|field| field.wire == name)?;
            let constant = owner.constant(field);
            let expression = match found {
                None => constant,
                Some((before, _, _)) => before.method("then", vec![constant]),
            };
            found = Some((expression, field.value.clone(), owner.path.module.clone()));
        }
        found
    }

    /// A value without properties.
    pub(super) fn empty(&self, ty: &RustType) -> Option<Expression> {
        let RustType::Named(path) = ty else { return None };
        if self.body(ty).is_some() {
            return Some(Expression::call(path, "default", Vec::new()));
        }
        let Owner { path, plan } = self.properties(ty, None)?;
        (!plan.is_abstract).then(|| Expression::call(&outside(&path), "default", Vec::new()))
    }

    /// A value of a type, whose path is relative to the module `home` or absolute; `None` if it must be parsed from JSON.
    pub(super) fn value(
        &self,
        json: &Json,
        ty: &RustType,
        home: Option<&Ident>,
        wanted: Wanted,
    ) -> Option<Expression> {
        self.left.set(self.left.get().checked_sub(1)?);
        match (ty, json) {
            (RustType::Prelude(PreludeType::Bool), Json::Bool(value)) => {
                Some(Expression::Literal(value.to_string()))
            }
            (RustType::Prelude(ty), Json::Number(text)) => number(*ty, text, wanted),
            (RustType::Prelude(PreludeType::String), Json::String(text)) => Some(words(text, wanted)),
            (RustType::Runtime(RuntimeType::Binary), Json::String(text)) => bytes(text, wanted),
            // The serialized form of these types is their text.
            (RustType::Runtime(ty), Json::String(text))
                if !matches!(ty, RuntimeType::Json | RuntimeType::Decimal | RuntimeType::Bytes) =>
            {
                Some(words(text, wanted))
            }
            (RustType::Generic(GenericType::Flags, _), Json::String(text)) => Some(words(text, wanted)),
            (RustType::List(item), Json::Array(items)) => self.list(items, item, home, wanted),
            (RustType::Named(path), json) => match self.body(ty) {
                Some(plan) => self.structure(json.members(), plan, path.clone(), None),
                None => self.named(json, path, home, wanted),
            },
            _ => None,
        }
    }

    fn named(&self, json: &Json, path: &[Ident], home: Option<&Ident>, wanted: Wanted) -> Option<Expression> {
        let (path, item) = self.item(path, home)?;
        let module = path.module.as_ref();
        match (item, json) {
            (ItemPlan::Struct(plan), Json::Object(members)) => {
                let (own, value) = self.derived(members, plan, module)?;
                Some(match wanted {
                    _ if own == plan.ident => value,
                    Wanted::Known => value.into_it(),
                    Wanted::Open => Expression::call(&outside(&path), "from", vec![value]),
                })
            }
            (ItemPlan::Enum(plan), Json::String(text)) => Some(member(plan, &path, text, wanted)),
            _ => None,
        }
    }

    fn structure(
        &self,
        members: &[(String, Node)],
        plan: &StructPlan,
        path: Vec<Ident>,
        home: Option<&Ident>,
    ) -> Option<Expression> {
        let mut fields: Vec<(Ident, Expression)> = Vec::new();
        for (name, node) in members {
            let field = plan.fields.iter().find(|field| field.wire == *name)?;
            if fields.iter().any(|(known, _)| *known == field.ident) {
                return None;
            }
            let value = self.field(&node.value, field, home)?;
            fields.push((field.ident.clone(), value));
        }
        Some(if fields.is_empty() {
            Expression::call(&path, "default", Vec::new())
        } else {
            Expression::Struct { path, fields }
        })
    }

    fn field(&self, json: &Json, field: &FieldPlan, home: Option<&Ident>) -> Option<Expression> {
        let RustType::Option(inner) = &field.ty else { return None };
        let value = match inner.as_ref() {
            RustType::Boxed(inner) => {
                let value = self.value(json, inner, home, Wanted::Known)?;
                Expression::call(&[Ident::pascal("Box")], "new", vec![value])
            }
            inner => self.value(json, inner, home, Wanted::Known)?,
        };
        Some(Expression::Some(Box::new(value)))
    }

    /// An object of a type or a derived type, with the name of its struct.
    pub(super) fn object(&self, json: &Json, ty: &RustType) -> Option<(Ident, Expression)> {
        self.left.set(self.left.get().checked_sub(1)?);
        let (Json::Object(members), Owner { path, plan }) = (json, self.properties(ty, None)?) else {
            return None;
        };
        self.derived(members, plan, path.module.as_ref())
    }

    /// An object of the derived type in its `@odata.type`, else of the type itself.
    fn derived(
        &self,
        members: &[(String, Node)],
        plan: &StructPlan,
        home: Option<&Ident>,
    ) -> Option<(Ident, Expression)> {
        let named = members.iter().find(|(name, _)| name == ODATA_TYPE);
        let (Some((_, node)), Some(any)) = (named, &plan.polymorphic) else {
            let path = outside(&TypePath { module: home.cloned(), ident: plan.ident.clone() });
            return self.concrete(members, plan, path, home);
        };
        let Owner { path, plan } = self.variant(any, &node.value, home)?;
        let others: Vec<_> = members.iter().filter(|(name, _)| name != ODATA_TYPE).cloned().collect();
        self.concrete(&others, plan, outside(&path), path.module.as_ref())
    }

    /// The derived type that an `@odata.type` names. `any` is the enum of its base.
    pub(super) fn variant(&self, any: &Ident, name: &Json, home: Option<&Ident>) -> Option<Owner<'a>> {
        let name = name.as_str()?.strip_prefix('#')?;
        let any = TypePath { module: home.cloned(), ident: any.clone() };
        let ItemPlan::Polymorphic(any) = self.types.get(&any).copied()? else { return None };
        let ty = &any.variants.iter().skip(1).find(|variant| variant.wire == name)?.ty;
        self.properties(ty, home)
    }

    /// A value of a struct, with the name of the struct; `None` for abstract structs.
    fn concrete(
        &self,
        members: &[(String, Node)],
        plan: &StructPlan,
        path: Vec<Ident>,
        home: Option<&Ident>,
    ) -> Option<(Ident, Expression)> {
        if plan.is_abstract {
            return None;
        }
        Some((plan.ident.clone(), self.structure(members, plan, path, home)?))
    }

    fn list(
        &self,
        items: &[Node],
        item: &RustType,
        home: Option<&Ident>,
        wanted: Wanted,
    ) -> Option<Expression> {
        let is_text = matches!(item, RustType::Prelude(PreludeType::String));
        let values = items.iter().map(|node| match (wanted, &node.value) {
            (Wanted::Open, Json::String(text)) if is_text => {
                Some(Expression::text(text).method("to_owned", Vec::new()))
            }
            (Wanted::Open, _) if items.is_empty() || !self.is_own(item, home) => None,
            (_, json) => self.value(json, item, home, wanted),
        });
        let values: Vec<Expression> = values.collect::<Option<_>>()?;
        let is_said = wanted == Wanted::Known || !values.is_empty();
        is_said.then_some(Expression::List(values))
    }

    /// Whether the expression determines the type by itself: a struct or one of its derived types.
    fn is_own(&self, ty: &RustType, home: Option<&Ident>) -> bool {
        let item = ty.paths().first().and_then(|path| self.item(path, home));
        matches!(ty, RustType::Named(_)) && matches!(item, Some((_, ItemPlan::Struct(_))))
    }
}

/// The absolute path of a type in an example.
pub(super) fn outside(path: &TypePath) -> Vec<Ident> {
    named(path, Home::Outside).paths().first().map(|path| path.to_vec()).unwrap_or_default()
}

fn words(text: &str, wanted: Wanted) -> Expression {
    match wanted {
        Wanted::Known => Expression::text(text).into_it(),
        Wanted::Open => Expression::text(text),
    }
}

/// Readable bytes in base64; `None` if their type would encode them differently.
fn bytes(text: &str, wanted: Wanted) -> Option<Expression> {
    let bytes = STANDARD.decode(text).ok().filter(|bytes| STANDARD.encode(bytes) == text)?;
    let is_readable = bytes.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace());
    let bytes = is_readable.then_some(Expression::Bytes(bytes))?;
    Some(match wanted {
        Wanted::Known => bytes.into_it(),
        Wanted::Open => bytes,
    })
}

fn member(plan: &EnumPlan, path: &TypePath, text: &str, wanted: Wanted) -> Expression {
    match plan.variants.iter().find(|variant| variant.wire == text) {
        Some(variant) => {
            let path = outside(path).into_iter().chain([variant.ident.clone()]);
            Expression::Path(path.collect())
        }
        None => words(text, wanted),
    }
}

/// A number literal with the digits of the page; `None` if its type would format the number differently.
fn number(ty: PreludeType, text: &str, wanted: Wanted) -> Option<Expression> {
    let whole: Option<i64> = text.parse().ok().filter(|number: &i64| number.to_string() == text);
    let fits = match ty {
        PreludeType::U8 => whole.is_some_and(|number| u8::try_from(number).is_ok()),
        PreludeType::I8 => whole.is_some_and(|number| i8::try_from(number).is_ok()),
        PreludeType::I16 => whole.is_some_and(|number| i16::try_from(number).is_ok()),
        PreludeType::I32 => whole.is_some_and(|number| i32::try_from(number).is_ok()),
        PreludeType::I64 => whole.is_some(),
        PreludeType::F64 => {
            text.contains('.') && text.parse::<f64>().is_ok_and(|number| number.to_string() == text)
        }
        PreludeType::Bool | PreludeType::F32 | PreludeType::String => false,
    };
    let suffix = match (wanted, ty) {
        (Wanted::Open, PreludeType::U8 | PreludeType::I8 | PreludeType::I16 | PreludeType::I64) => {
            format!("_{}", ty.name())
        }
        _ => String::new(),
    };
    fits.then(|| Expression::Literal(format!("{text}{suffix}")))
}
