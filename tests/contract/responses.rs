//! Tests that all documented responses are deserialized as the type of their page and serialized without loss.

use generator::model::Model;
use generator::model::operation::{Example, ExampleResponse};
use generator::model::schema::ItemType;
use generator::source::Version;
use msgraph::msgraph_core::codegen::Value;
use msgraph::msgraph_core::{Deserialize, Serialize};
use msgraph::{Json, Page, beta, v1};

use crate::documented;

type Again = fn(&Json) -> Result<Json, serde_json::Error>;

/// Deserializes and serializes a response: one object or a page of objects.
fn again<T: Value + Serialize + for<'de> Deserialize<'de>>(json: &Json) -> Result<Json, serde_json::Error> {
    let text = json.to_string();
    match json.get("value") {
        Some(Json::Array(_)) => serde_json::to_value(serde_json::from_str::<Page<T>>(&text)?),
        _ => serde_json::to_value(serde_json::from_str::<T>(&text)?),
    }
}

/// The types of documented responses. [`the_list_of_types_is_complete`] reports missing ones.
const V1: &[(&str, Again)] = &[
    ("accessPackage", again::<v1::models::AccessPackage>),
    ("accessPackageAssignment", again::<v1::models::AccessPackageAssignment>),
    ("accessPackageAssignmentPolicy", again::<v1::models::AccessPackageAssignmentPolicy>),
    ("accessPackageAssignmentRequest", again::<v1::models::AccessPackageAssignmentRequest>),
    (
        "accessPackageAssignmentRequestRequirements",
        again::<v1::models::AccessPackageAssignmentRequestRequirements>,
    ),
    ("accessPackageCatalog", again::<v1::models::AccessPackageCatalog>),
    ("accessReviewInstance", again::<v1::models::AccessReviewInstance>),
    ("accessReviewInstanceDecisionItem", again::<v1::models::AccessReviewInstanceDecisionItem>),
    ("accessReviewScheduleDefinition", again::<v1::models::AccessReviewScheduleDefinition>),
    ("actionResultPart", again::<v1::models::AnyActionResultPart>),
    ("adminConsentRequestPolicy", again::<v1::models::AdminConsentRequestPolicy>),
    ("administrativeUnit", again::<v1::models::AdministrativeUnit>),
    ("agreement", again::<v1::models::Agreement>),
    ("agreementAcceptance", again::<v1::models::AgreementAcceptance>),
    ("alert", again::<v1::models::security::Alert>),
    ("alertComment", again::<v1::models::security::AlertComment>),
    ("appConsentRequest", again::<v1::models::AppConsentRequest>),
    ("application", again::<v1::models::Application>),
    ("appRoleAssignment", again::<v1::models::AppRoleAssignment>),
    ("attachment", again::<v1::models::AnyAttachment>),
    ("attachmentBase", again::<v1::models::AnyAttachmentBase>),
    ("authenticationMethod", again::<v1::models::AnyAuthenticationMethod>),
    ("authorizationPolicy", again::<v1::models::AuthorizationPolicy>),
    ("bitlockerRecoveryKey", again::<v1::models::BitlockerRecoveryKey>),
    ("bookingAppointment", again::<v1::models::BookingAppointment>),
    ("bookingBusiness", again::<v1::models::BookingBusiness>),
    ("bookingCustomer", again::<v1::models::BookingCustomer>),
    ("bookingService", again::<v1::models::BookingService>),
    ("bookingStaffMember", again::<v1::models::BookingStaffMember>),
    ("calendar", again::<v1::models::Calendar>),
    ("calendarGroup", again::<v1::models::CalendarGroup>),
    ("calendarPermission", again::<v1::models::CalendarPermission>),
    ("callRecording", again::<v1::models::CallRecording>),
    ("callTranscript", again::<v1::models::CallTranscript>),
    ("channel", again::<v1::models::Channel>),
    ("chat", again::<v1::models::Chat>),
    ("chatMessage", again::<v1::models::ChatMessage>),
    ("chatMessageHostedContent", again::<v1::models::ChatMessageHostedContent>),
    ("checklistItem", again::<v1::models::ChecklistItem>),
    ("columnDefinition", again::<v1::models::ColumnDefinition>),
    ("conditionalAccessPolicy", again::<v1::models::ConditionalAccessPolicy>),
    ("connectedOrganization", again::<v1::models::ConnectedOrganization>),
    ("contact", again::<v1::models::Contact>),
    ("contactFolder", again::<v1::models::ContactFolder>),
    ("contentType", again::<v1::models::ContentType>),
    ("conversation", again::<v1::models::Conversation>),
    ("conversationMember", again::<v1::models::AnyConversationMember>),
    ("conversationThread", again::<v1::models::ConversationThread>),
    ("device", again::<v1::models::Device>),
    ("deviceLocalCredentialInfo", again::<v1::models::DeviceLocalCredentialInfo>),
    ("directoryAudit", again::<v1::models::DirectoryAudit>),
    ("directoryObject", again::<v1::models::AnyDirectoryObject>),
    ("directoryRole", again::<v1::models::DirectoryRole>),
    ("directoryRoleTemplate", again::<v1::models::DirectoryRoleTemplate>),
    ("domain", again::<v1::models::Domain>),
    ("domainDnsRecord", again::<v1::models::AnyDomainDnsRecord>),
    ("drive", again::<v1::models::Drive>),
    ("driveItem", again::<v1::models::DriveItem>),
    ("driveItemVersion", again::<v1::models::DriveItemVersion>),
    ("educationAssignment", again::<v1::models::EducationAssignment>),
    ("educationClass", again::<v1::models::EducationClass>),
    ("educationSubmission", again::<v1::models::EducationSubmission>),
    ("educationUser", again::<v1::models::EducationUser>),
    ("event", again::<v1::models::Event>),
    ("extension", again::<v1::models::AnyExtension>),
    ("extensionProperty", again::<v1::models::ExtensionProperty>),
    ("federatedIdentityCredential", again::<v1::models::FederatedIdentityCredential>),
    ("fido2AuthenticationMethod", again::<v1::models::Fido2AuthenticationMethod>),
    ("fieldValueSet", again::<v1::models::FieldValueSet>),
    ("fileAttachment", again::<v1::models::FileAttachment>),
    ("group", again::<v1::models::Group>),
    ("groupLifecyclePolicy", again::<v1::models::GroupLifecyclePolicy>),
    ("groupSetting", again::<v1::models::GroupSetting>),
    ("groupSettingTemplate", again::<v1::models::GroupSettingTemplate>),
    (
        "identitySecurityDefaultsEnforcementPolicy",
        again::<v1::models::IdentitySecurityDefaultsEnforcementPolicy>,
    ),
    ("incident", again::<v1::models::security::Incident>),
    ("inferenceClassificationOverride", again::<v1::models::InferenceClassificationOverride>),
    ("invitation", again::<v1::models::Invitation>),
    ("itemActivityStat", again::<v1::models::ItemActivityStat>),
    ("itemAnalytics", again::<v1::models::ItemAnalytics>),
    ("itemAttachment", again::<v1::models::ItemAttachment>),
    ("itemPreviewInfo", again::<v1::models::ItemPreviewInfo>),
    ("keyCredential", again::<v1::models::KeyCredential>),
    ("licenseDetails", again::<v1::models::LicenseDetails>),
    ("linkedResource", again::<v1::models::LinkedResource>),
    ("list", again::<v1::models::List>),
    ("listItem", again::<v1::models::ListItem>),
    ("listItemVersion", again::<v1::models::ListItemVersion>),
    ("localeInfo", again::<v1::models::LocaleInfo>),
    ("mailboxSettings", again::<v1::models::MailboxSettings>),
    ("mailFolder", again::<v1::models::MailFolder>),
    ("mailSearchFolder", again::<v1::models::MailSearchFolder>),
    ("mailTips", again::<v1::models::MailTips>),
    ("managedDevice", again::<v1::models::ManagedDevice>),
    ("meetingTimeSuggestionsResult", again::<v1::models::MeetingTimeSuggestionsResult>),
    ("message", again::<v1::models::Message>),
    ("messageRule", again::<v1::models::MessageRule>),
    (
        "microsoftAuthenticatorAuthenticationMethod",
        again::<v1::models::MicrosoftAuthenticatorAuthenticationMethod>,
    ),
    ("namedLocation", again::<v1::models::AnyNamedLocation>),
    ("notebook", again::<v1::models::Notebook>),
    ("oAuth2PermissionGrant", again::<v1::models::Oauth2PermissionGrant>),
    ("onenoteOperation", again::<v1::models::OnenoteOperation>),
    ("onenotePage", again::<v1::models::OnenotePage>),
    ("onenoteSection", again::<v1::models::OnenoteSection>),
    ("onlineMeeting", again::<v1::models::OnlineMeeting>),
    ("openTypeExtension", again::<v1::models::OpenTypeExtension>),
    ("organization", again::<v1::models::Organization>),
    ("outlookCategory", again::<v1::models::OutlookCategory>),
    ("passwordCredential", again::<v1::models::PasswordCredential>),
    ("permission", again::<v1::models::Permission>),
    ("person", again::<v1::models::Person>),
    ("phoneAuthenticationMethod", again::<v1::models::PhoneAuthenticationMethod>),
    ("place", again::<v1::models::AnyPlace>),
    ("plannerAssignedToTaskBoardTaskFormat", again::<v1::models::PlannerAssignedToTaskBoardTaskFormat>),
    ("plannerBucket", again::<v1::models::PlannerBucket>),
    ("plannerBucketTaskBoardTaskFormat", again::<v1::models::PlannerBucketTaskBoardTaskFormat>),
    ("plannerPlan", again::<v1::models::PlannerPlan>),
    ("plannerPlanDetails", again::<v1::models::PlannerPlanDetails>),
    ("plannerProgressTaskBoardTaskFormat", again::<v1::models::PlannerProgressTaskBoardTaskFormat>),
    ("plannerTask", again::<v1::models::PlannerTask>),
    ("plannerTaskDetails", again::<v1::models::PlannerTaskDetails>),
    ("post", again::<v1::models::Post>),
    ("presence", again::<v1::models::Presence>),
    (
        "privilegedAccessGroupAssignmentScheduleRequest",
        again::<v1::models::PrivilegedAccessGroupAssignmentScheduleRequest>,
    ),
    (
        "privilegedAccessGroupEligibilityScheduleRequest",
        again::<v1::models::PrivilegedAccessGroupEligibilityScheduleRequest>,
    ),
    ("printer", again::<v1::models::Printer>),
    ("printerShare", again::<v1::models::PrinterShare>),
    ("printJob", again::<v1::models::PrintJob>),
    ("printJobStatus", again::<v1::models::PrintJobStatus>),
    ("printOperation", again::<v1::models::AnyPrintOperation>),
    ("profilePhoto", again::<v1::models::ProfilePhoto>),
    ("recentNotebook", again::<v1::models::RecentNotebook>),
    ("reminder", again::<v1::models::Reminder>),
    ("riskDetection", again::<v1::models::RiskDetection>),
    ("riskyUser", again::<v1::models::AnyRiskyUser>),
    ("riskyUserHistoryItem", again::<v1::models::RiskyUserHistoryItem>),
    ("room", again::<v1::models::Room>),
    ("scheduleInformation", again::<v1::models::ScheduleInformation>),
    ("scopedRoleMembership", again::<v1::models::ScopedRoleMembership>),
    ("searchResponse", again::<v1::models::SearchResponse>),
    ("sectionGroup", again::<v1::models::SectionGroup>),
    ("secureScore", again::<v1::models::SecureScore>),
    ("serviceAnnouncementAttachment", again::<v1::models::ServiceAnnouncementAttachment>),
    ("serviceHealth", again::<v1::models::ServiceHealth>),
    ("serviceHealthIssue", again::<v1::models::ServiceHealthIssue>),
    ("servicePrincipal", again::<v1::models::ServicePrincipal>),
    ("serviceUpdateMessage", again::<v1::models::ServiceUpdateMessage>),
    ("sharedDriveItem", again::<v1::models::SharedDriveItem>),
    ("sharedInsight", again::<v1::models::SharedInsight>),
    ("signIn", again::<v1::models::SignIn>),
    ("site", again::<v1::models::Site>),
    ("staffAvailabilityItem", again::<v1::models::StaffAvailabilityItem>),
    ("subscribedSku", again::<v1::models::SubscribedSku>),
    ("subscription", again::<v1::models::Subscription>),
    ("taskFileAttachment", again::<v1::models::TaskFileAttachment>),
    ("team", again::<v1::models::Team>),
    ("teamsApp", again::<v1::models::TeamsApp>),
    ("teamsAppInstallation", again::<v1::models::AnyTeamsAppInstallation>),
    ("teamsTab", again::<v1::models::TeamsTab>),
    ("teamworkTag", again::<v1::models::TeamworkTag>),
    ("teamworkTagMember", again::<v1::models::TeamworkTagMember>),
    ("temporaryAccessPassAuthenticationMethod", again::<v1::models::TemporaryAccessPassAuthenticationMethod>),
    ("thumbnail", again::<v1::models::Thumbnail>),
    ("thumbnailSet", again::<v1::models::ThumbnailSet>),
    ("timeZoneInformation", again::<v1::models::TimeZoneInformation>),
    ("todoTask", again::<v1::models::TodoTask>),
    ("todoTaskList", again::<v1::models::TodoTaskList>),
    ("trending", again::<v1::models::Trending>),
    ("unifiedRoleAssignment", again::<v1::models::UnifiedRoleAssignment>),
    ("unifiedRoleAssignmentSchedule", again::<v1::models::UnifiedRoleAssignmentSchedule>),
    ("unifiedRoleAssignmentScheduleInstance", again::<v1::models::UnifiedRoleAssignmentScheduleInstance>),
    ("unifiedRoleAssignmentScheduleRequest", again::<v1::models::UnifiedRoleAssignmentScheduleRequest>),
    ("unifiedRoleDefinition", again::<v1::models::UnifiedRoleDefinition>),
    ("unifiedRoleEligibilitySchedule", again::<v1::models::UnifiedRoleEligibilitySchedule>),
    ("unifiedRoleEligibilityScheduleInstance", again::<v1::models::UnifiedRoleEligibilityScheduleInstance>),
    ("unifiedRoleEligibilityScheduleRequest", again::<v1::models::UnifiedRoleEligibilityScheduleRequest>),
    ("uploadSession", again::<v1::models::UploadSession>),
    ("usedInsight", again::<v1::models::UsedInsight>),
    ("user", again::<v1::models::User>),
    ("userRegistrationDetails", again::<v1::models::UserRegistrationDetails>),
    ("userScopeTeamsAppInstallation", again::<v1::models::UserScopeTeamsAppInstallation>),
    ("workbookChart", again::<v1::models::WorkbookChart>),
    ("workbookChartTitle", again::<v1::models::WorkbookChartTitle>),
    ("workbookNamedItem", again::<v1::models::WorkbookNamedItem>),
    ("workbookRange", again::<v1::models::WorkbookRange>),
    ("workbookRangeFill", again::<v1::models::WorkbookRangeFill>),
    ("workbookRangeFont", again::<v1::models::WorkbookRangeFont>),
    ("workbookRangeFormat", again::<v1::models::WorkbookRangeFormat>),
    ("workbookSessionInfo", again::<v1::models::WorkbookSessionInfo>),
    ("workbookTable", again::<v1::models::WorkbookTable>),
    ("workbookTableColumn", again::<v1::models::WorkbookTableColumn>),
    ("workbookTableRow", again::<v1::models::WorkbookTableRow>),
    ("workbookWorksheet", again::<v1::models::WorkbookWorksheet>),
    ("workingHours", again::<v1::models::WorkingHours>),
];

const BETA: &[(&str, Again)] = &[
    ("sharePointMigrationContainerInfo", again::<beta::models::SharePointMigrationContainerInfo>),
    ("sharePointMigrationEvent", again::<beta::models::AnySharePointMigrationEvent>),
    ("sharePointMigrationJob", again::<beta::models::SharePointMigrationJob>),
    ("sharePointMigrationTask", again::<beta::models::SharePointMigrationTask>),
    ("governanceRelationship", again::<beta::models::tenant_governance_services::GovernanceRelationship>),
];

/// The responses with a documented type, each with its page and the name of the type.
fn responses(model: &Model) -> impl Iterator<Item = (String, &str, &ExampleResponse)> {
    let examples = model.operations.iter().flat_map(|operation| {
        operation.examples.iter().map(move |example| (operation.page.as_str(), example))
    });
    examples.filter_map(|(page, example): (&str, &Example)| {
        let response = example.response.as_ref()?;
        let Some(ItemType::Type(id)) = &response.ty else { return None };
        let place = format!("{page}:{}", example.line);
        (!response.body.trim().is_empty()).then_some((place, model.types[id.0].name.short(), response))
    })
}

#[track_caller]
fn check(version: Version, types: &[(&str, Again)]) {
    let model = documented::model(version);
    let mut count = 0;
    for (place, name, response) in responses(&model) {
        let Some((_, again)) = types.iter().find(|(known, _)| *known == name) else { continue };
        let json: Json = serde_json::from_str(&response.body)
            .unwrap_or_else(|error| panic!("{place}: the documented answer is no JSON: {error}"));
        let written = again(&json).unwrap_or_else(|error| panic!("{place}: no {name}: {error}"));
        assert_eq!(written, json, "{place}: {name} is not written back as it was read");
        count += 1;
    }
    assert!(count >= types.len(), "only {count} responses were found");
}

#[test]
fn responses_of_v1_survive_a_round_trip() {
    check(Version::V1, V1);
}

#[test]
fn responses_of_beta_survive_a_round_trip() {
    check(Version::Beta, BETA);
}

#[test]
fn the_list_of_types_is_complete() {
    for (version, types) in [(Version::V1, V1), (Version::Beta, BETA)] {
        let model = documented::model(version);
        let mut missing: Vec<_> = responses(&model).map(|(_, name, _)| name).collect();
        missing.retain(|name| types.iter().all(|(known, _)| known != name));
        missing.sort_unstable();
        missing.dedup();
        assert_eq!(missing, [""; 0], "{version}");
    }
}
