using System.Globalization;
using Radzen;
using Radzen.Blazor;

namespace LeadDashboard.Web.Components.Shared;

/// <summary>Radzen's own texts in Chinese, for the parts we use.</summary>
internal sealed class RadzenChinese : ILocalizer
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["DataGrid_AllColumnsText"] = "全部列",
        ["DataGrid_AndOperatorText"] = "且",
        ["DataGrid_ApplyFilterText"] = "应用",
        ["DataGrid_ClearFilterText"] = "清除",
        ["DataGrid_ColumnsShowingText"] = "列已显示",
        ["DataGrid_ColumnsText"] = "列",
        ["DataGrid_ContainsText"] = "包含",
        ["DataGrid_DoesNotContainText"] = "不包含",
        ["DataGrid_EmptyText"] = "没有记录",
        ["DataGrid_EndsWithText"] = "结尾是",
        ["DataGrid_EqualsText"] = "等于",
        ["DataGrid_FilterText"] = "筛选",
        ["DataGrid_GreaterThanOrEqualsText"] = "大于或等于",
        ["DataGrid_GreaterThanText"] = "大于",
        ["DataGrid_IsEmptyText"] = "为空文本",
        ["DataGrid_IsNotEmptyText"] = "非空文本",
        ["DataGrid_IsNotNullText"] = "有值",
        ["DataGrid_IsNullText"] = "无值",
        ["DataGrid_LessThanOrEqualsText"] = "小于或等于",
        ["DataGrid_LessThanText"] = "小于",
        ["DataGrid_NotEqualsText"] = "不等于",
        ["DataGrid_OrOperatorText"] = "或",
        ["DataGrid_StartsWithText"] = "开头是",
        ["DataGrid_SelectVisibleColumnsAriaLabel"] = "选择显示的列",
        ["DataGrid_FilterToggleAriaLabel"] = "筛选此列",
    };

    public string? Get(string key, CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "zh" && Texts.TryGetValue(key, out var text)
            ? text
            : RadzenStrings.ResourceManager.GetString(key, culture);
}
