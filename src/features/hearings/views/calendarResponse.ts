/** A calendar to keep or to follow; followers ask often, so it holds for minutes. */
export const calendarResponse = (text: string, name: string): Response =>
  new Response(text, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `inline; filename="${name}"`,
      'Cache-Control': 'public, max-age=300',
      Vary: 'Accept-Language, Cookie',
    },
  })
