using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>
/// The exports of calls, tasks and other activities that are recognised by their header: labels of the screens and
/// names of the fields.
/// </summary>
public static class ActivityPresets
{
    public static IReadOnlyList<ExportPreset> All { get; } = [HubSpot(), Salesforce(), Pipedrive(), Zoho()];

    private static ExportPreset HubSpot() =>
        new(
            "HubSpot",
            [
                "Activity date", "Activity type", "Activity assigned to", "Associated Contact",
                "Associated Contact IDs", "Call Title", "Call Notes", "Call Direction", "Call Duration",
                "Call Outcome", "Meeting Title", "Meeting Outcome", "Note Body", "Email Subject", "Email Body",
                "hs_timestamp", "hs_engagement_type", "hs_call_title", "hs_call_body", "hs_call_direction",
                "hs_call_duration", "hs_email_subject", "hs_email_text", "hs_email_direction", "hs_meeting_title",
                "hs_meeting_body", "hs_note_body",
            ],
            [
                (TargetField.ActivityId, ["Record ID", "Engagement ID", "hs_object_id", "hs_engagement_id"]),
                (TargetField.LeadReference, ["Associated Contact IDs", "Associated Contact ID"]),
                (TargetField.Email, ["Associated Contact Email", "Associated Contact", "Contact Email", "Email"]),
                (TargetField.ActivityKind, ["Activity type", "hs_engagement_type", "Engagement type"]),
                (TargetField.ActivityTime, ["Activity date", "hs_timestamp", "Create Date", "hs_createdate"]),
                (
                    TargetField.ActivityDetail,
                    ["Call Title", "hs_call_title", "Email Subject", "hs_email_subject", "Meeting Title",
                        "hs_meeting_title"]
                ),
                (
                    TargetField.ActivityText,
                    ["Call Notes", "hs_call_body", "Email Body", "hs_email_text", "hs_meeting_body", "Note Body",
                        "hs_note_body"]
                ),
                (
                    TargetField.ActivityDirection,
                    ["Call Direction", "hs_call_direction", "Email Direction", "hs_email_direction"]
                ),
                (TargetField.ActivityMinutes, ["Call Duration", "hs_call_duration"]),
            ],
            [],
            []
        );

    private static ExportPreset Salesforce() =>
        new(
            "Salesforce",
            [
                "Activity ID", "Task Subtype", "TaskSubtype", "WhoId", "WhatId", "ActivityDate", "CallType",
                "CallDurationInSeconds", "CallDisposition", "CallObject", "Call Result", "DurationInMinutes",
                "StartDateTime", "EndDateTime", "Full Comments", "Task", "Due Date", "IsTask",
            ],
            [
                (TargetField.ActivityId, ["Activity ID", "Id", "18 Digit Activity ID"]),
                (TargetField.LeadReference, ["WhoId", "Lead ID", "Contact ID", "Name ID"]),
                (TargetField.Email, ["Email", "Contact Email", "Lead Email"]),
                (TargetField.ActivityKind, ["Type", "Task Subtype", "TaskSubtype", "Event Type"]),
                (
                    TargetField.ActivityTime,
                    ["StartDateTime", "Start", "ActivityDateTime", "ActivityDate", "Date", "Due Date",
                        "CompletedDateTime", "CreatedDate", "Created Date"]
                ),
                (TargetField.ActivityDetail, ["Subject"]),
                (TargetField.ActivityText, ["Description", "Full Comments", "Comments"]),
                (TargetField.ActivityDirection, ["CallType", "Call Type"]),
                (
                    TargetField.ActivityMinutes,
                    ["CallDurationInSeconds", "Call Duration", "DurationInMinutes", "Duration"]
                ),
            ],
            [],
            []
        );

    private static ExportPreset Pipedrive() =>
        new(
            "Pipedrive",
            [
                "Activity - ID", "Activity - Subject", "Activity - Type", "Activity - Due date", "Activity - Due time",
                "Activity - Duration", "Activity - Note", "Activity - Contact person", "Activity - Organization",
                "Activity - Assigned to user", "Activity - Done", "Activity - Marked as done time",
            ],
            [
                (TargetField.ActivityId, ["Activity - ID"]),
                (TargetField.LeadReference, ["Activity - Contact person ID", "Person - ID"]),
                (TargetField.Email, ["Person - Email - Work", "Person - Email", "Person - Email - Home"]),
                (TargetField.ActivityKind, ["Activity - Type"]),
                (TargetField.ActivityTime, ["Activity - Marked as done time", "Activity - Due date"]),
                (TargetField.ActivityDetail, ["Activity - Subject"]),
                (TargetField.ActivityText, ["Activity - Note", "Activity - Public description"]),
                (TargetField.ActivityMinutes, ["Activity - Duration"]),
            ],
            [],
            []
        );

    private static ExportPreset Zoho() =>
        new(
            "Zoho CRM",
            [
                "Call Start Time", "Call Type", "Call Purpose", "Call Result", "Call Agenda", "Call Duration",
                "Call Duration (in seconds)", "Outgoing Call Status", "Contact Name.id", "Related To.id",
                "Call Owner.id", "Caller ID", "Dialled Number", "Voice Recording",
            ],
            [
                (TargetField.ActivityId, ["Record Id", "Call Id"]),
                (TargetField.LeadReference, ["Contact Name.id", "Related To.id"]),
                (TargetField.Email, ["Email", "Contact Email"]),
                (TargetField.ActivityTime, ["Call Start Time"]),
                (TargetField.ActivityDetail, ["Subject"]),
                (TargetField.ActivityText, ["Description", "Call Agenda"]),
                (TargetField.ActivityDirection, ["Call Type"]),
                (TargetField.ActivityMinutes, ["Call Duration (in seconds)", "Call Duration"]),
            ],
            [],
            []
        );
}
